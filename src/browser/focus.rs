//! Moves the focus, and opens the browser's file dialog.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Puts the focus on the element with this id and brings it into sight. Whether there is one.
pub fn to(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    let sight = ScrollIntoViewOptions::new();
    sight.set_block(ScrollLogicalPosition::Nearest);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
    element.scroll_into_view_with_scroll_into_view_options(&sight);
    true
}

/// Opens the file dialog of the input with this id.
pub fn pick(id: &str) {
    if let Some(input) =
        document().get_element_by_id(id).and_then(|input| input.dyn_into::<HtmlElement>().ok())
    {
        input.click();
    }
}

/// Lets go of a text field that is empty, so that single keys work again; the browser itself empties a search field first.
pub fn leave_if_empty(target: Option<&HtmlElement>) {
    if let Some(input) = target.and_then(|target| target.dyn_ref::<HtmlInputElement>())
        && input.value().is_empty()
    {
        let _ = input.blur();
    }
}

/// Whether single keys belong to what has the focus: text is typed there, or a key already means something.
pub fn is_typing(target: Option<&HtmlElement>) -> bool {
    let Some(target) = target else { return false };
    let kind = target.get_attribute("type").unwrap_or_default();
    match target.tag_name().to_ascii_lowercase().as_str() {
        "textarea" | "select" => true,
        "input" => !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "file"),
        _ => target.is_content_editable(),
    }
}
