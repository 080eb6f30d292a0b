//! What the reader marks an article with: a star, tags, a note.

use crate::{
    article::ArticleId,
    correction::Marks as Given,
    phrases,
    protocol::{Mend, Which},
    ui::{
        icon::{Shape, icon},
        send, submitted,
        text::{apart, words},
    },
    view::Event,
};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The article.
    pub article: ArticleId,
    /// Its marks.
    pub marks: Given,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The marks of the open article, to be changed.
#[component]
pub fn Marks(props: &Props) -> Html {
    later(props, use_node_ref(), use_node_ref())
}

#[inline(never)]
fn later(props: &Props, tag: NodeRef, note: NodeRef) -> Html {
    let Props { article, marks, on } = props;
    let article = *article;
    let tagged =
        move |tag: &str, on: bool| Event::Mend(Mend::Tag(Which::Article(article), tag.to_owned(), on));
    let add = submitted(on, &tag, move |name| (!name.is_empty()).then(|| tagged(name, true)));
    let save = {
        let (on, note) = (on.clone(), note.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = note.cast::<HtmlTextAreaElement>().map(|note| note.value()).unwrap_or_default();
            on.emit(Event::Mend(Mend::Note(article, Some(typed))));
        })
    };
    html! {
        <div class="marked" lang="en" role="group" aria-label={phrases::your_marks()}>
            <button type="button" class="plain act" aria-pressed={marks.starred.to_string()} onclick={send(on, starred(article, marks))}>
                {star(marks)}<span>{phrases::star()}</span>
            </button>
            if !marks.tags.is_empty() {
                <ul class="tags" aria-label={phrases::tags()}>
                    { for marks.tags.iter().map(|tag| html! {
                        <li key={tag.clone()}>
                            <button type="button" aria-label={phrases::remove_tag(tag)} onclick={send(on, tagged(tag, false))}>
                                {apart(tag)}{icon(Shape::Close)}
                            </button>
                        </li>
                    }) }
                </ul>
            }
            <form key={marks.tags.len()} onsubmit={add}>
                <input type="text" ref={tag} aria-label={phrases::add_tag()} placeholder={phrases::add_tag()} autocomplete="off" />
                <button type="submit">{phrases::tag()}</button>
            </form>
            <details open={marks.note.is_some()}>
                <summary>{phrases::note_label()}</summary>
                <form key={format!("{article} {:?}", marks.note)} onsubmit={save}>
                    <textarea ref={note} rows="3" aria-label={phrases::note_label()} defaultvalue={marks.note.clone()} />
                    <button type="submit">{phrases::save_note()}</button>
                </form>
            </details>
        </div>
    }
}

/// The event that gives the article a star, or takes it.
pub fn starred(article: ArticleId, marks: &Given) -> Event {
    Event::Mend(Mend::Star(Which::Article(article), !marks.starred))
}

/// The star, filled or not.
pub fn star(marks: &Given) -> Html {
    icon(if marks.starred { Shape::Starred } else { Shape::Star })
}

/// Tags and note on a card.
pub fn on_card(marks: &Given) -> Html {
    if marks.tags.is_empty() && marks.note.is_none() {
        return Html::default();
    }
    html! {
        <p class="marked" lang="en">
            { for marks.tags.iter().map(|tag| html! { <span class="tag">{apart(tag)}</span> }) }
            if let Some(note) = &marks.note { <span>{words(&phrases::noted(note))}</span> }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::html_of;

    #[test]
    fn a_star_is_pressed_a_tag_can_be_taken_off_and_a_note_is_open() {
        let html = |marks: Given| {
            html_of::<Marks>(move || Props {
                article: ArticleId(1),
                marks: marks.clone(),
                on: Callback::noop(),
            })
        };
        let tags = ["<b>".to_owned()].into();
        let full = html(Given { starred: true, tags, note: Some("Ask again.".into()) });
        assert!(full.contains("aria-pressed=\"true\"") && full.contains("Remove tag: &lt;b&gt;"), "{full}");
        assert!(full.contains("<details open") && full.contains("Ask again."), "{full}");
        let none = html(Given::default());
        assert!(!none.contains("<ul") && !none.contains("open") && none.contains("Add a tag"), "{none}");
    }
}
