//! Icons, drawn in the colour of the text around them. They never stand without a word or a label.

use yew::prelude::*;

/// Which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A plus.
    Add,
    /// An arrow out of a tray.
    Share,
    /// A question mark.
    Help,
    /// A circle half filled.
    Auto,
    /// A sun.
    Light,
    /// A moon.
    Dark,
    /// A cross.
    Close,
    /// Two sheets.
    Copy,
    /// A funnel of lines.
    Filter,
    /// A lens.
    Search,
    /// A page.
    Article,
    /// A quotation mark.
    Quote,
    /// Two heads.
    People,
    /// Bars on a line.
    Time,
    /// Two columns.
    Beside,
    /// A tick on a list.
    Check,
    /// A clock turned back.
    Past,
    /// A pencil.
    Mend,
    /// A loudspeaker.
    Listen,
    /// A star.
    Star,
    /// A star, filled.
    Starred,
    /// An arrow to the upper right.
    Out,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
}

/// An icon. No component: lists draw thousands.
pub fn icon(shape: Shape) -> Html {
    let path = match shape {
        Shape::Add => "M8 3v10M3 8h10",
        Shape::Share => "M8 10V2.5M5 5l3-3 3 3M3 9v4.5h10V9",
        Shape::Help => "M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.8M8 12v.1",
        Shape::Auto => "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
        Shape::Light => {
            "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M12.8 3.2l-1.1 1.1M4.3 11.7l-1.1 1.1"
        }
        Shape::Dark => "M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z",
        Shape::Close => "M4 4l8 8M12 4l-8 8",
        Shape::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
        Shape::Filter => "M2 4h12M4.5 8h7M6.5 12h3",
        Shape::Search => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.7 3.7",
        Shape::Article => "M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3",
        Shape::Quote => {
            "M6.5 4C4.5 5 3.4 6.8 3.4 9.2v2.3h3.2V8.3H5M13 4c-2 1-3.1 2.8-3.1 5.2v2.3h3.2V8.3h-1.6"
        }
        Shape::People => {
            "M6 3a2.3 2.3 0 1 0 0 4.6A2.3 2.3 0 0 0 6 3zM1.8 13c.2-2.6 1.9-3.9 4.2-3.9s4 1.3 4.2 3.9M10.5 3.4a2.1 2.1 0 0 1 0 4M12 9.6c1.4.5 2.1 1.7 2.2 3.4"
        }
        Shape::Time => "M2 13.5h12M3.5 13.5v-4M7 13.5V5M10.5 13.5V7.5M13 13.5v-3",
        Shape::Beside => "M2.5 3h4.5v10.5H2.5zM9 3h4.5v10.5H9z",
        Shape::Check => "M2 4.5l1.5 1.5L6 3M2 10.5L3.5 12 6 9M8.5 4.5H14M8.5 10.5H14",
        Shape::Past => "M3 3v3.5h3.5M3.3 6.3A5.3 5.3 0 1 1 2.7 9M8 5.5V8.3l2 1.2",
        Shape::Mend => "M10.8 3.2l2 2L5.5 12.5l-2.8.8.8-2.8z",
        Shape::Star | Shape::Starred => {
            "M8 1.9l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.7l-3.8 2 .7-4.3-3.1-3 4.3-.6z"
        }
        Shape::Listen => "M2.5 6v4h2.5L8.5 13V3L5 6zM11 5.5a3.5 3.5 0 0 1 0 5M12.8 3.5a6.3 6.3 0 0 1 0 9",
        Shape::Out => "M6 3.5h6.5V10M12.5 3.5l-8 8",
        Shape::Up => "M8 13V3.5M4 7l4-4 4 4",
        Shape::Down => "M8 3v9.5M4 9l4 4 4-4",
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={path} fill="none" class={(shape == Shape::Starred).then_some("solid")} />
            if shape == Shape::Auto { <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" class="solid" /> }
        </svg>
    }
}
