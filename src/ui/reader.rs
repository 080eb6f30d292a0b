//! The open article: its head, its text with everything marked, and what was left out of it.

use crate::{
    markup, phrases,
    protocol::{Mend, Opened},
    query::Query,
    quote::QuoteKind,
    span::Span,
    ui::{
        details::Details,
        icon::{Shape, icon},
        margin::margin,
        marks::Marks,
        original::Original,
        prose::Layers,
        quote::quote,
        send,
        text::{apart, title, words},
    },
    view::{Event, Reader as Open},
};
use std::rc::Rc;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The open article.
    pub reader: Open,
    /// Whether it can be read aloud.
    #[prop_or_default]
    pub has_voice: bool,
    /// Whether it is being read aloud.
    #[prop_or_default]
    pub listening: bool,
    /// The sentence that is being said.
    #[prop_or_default]
    pub spoken: Option<Span>,
    /// The filter, and how many articles it lets through.
    pub found: (Query, u32),
    /// The address it is at, for links to its quotes.
    pub base: AttrValue,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The reader.
#[component]
pub fn Reader(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { reader, on, .. } = props;
    html! {
        <section class="reader" aria-label={phrases::reader()}>
            <div class="reader-bar">
                {hits(reader, on)}
                if props.has_voice && reader.opened.as_ref().is_some_and(|opened| !opened.sentences.is_empty()) {
                    <button type="button" class="plain" onclick={send(on, Event::Listen)}>
                        {icon(Shape::Listen)}<span>{ if props.listening { phrases::stop_listening() } else { phrases::listen() } }</span>
                    </button>
                }
                <button type="button" class="plain" onclick={send(on, Event::Close)}>
                    {icon(Shape::Close)}<span>{phrases::close()}</span>
                </button>
            </div>
            if let Some(opened) = &reader.opened {
                {article(opened, props)}
            } else {
                <p class="waits">
                    { if reader.missing { phrases::reader_missing() } else { phrases::reader_waits() } }
                </p>
            }
        </section>
    }
}

fn hits(reader: &Open, on: &Callback<Event>) -> Html {
    let count = reader.opened.as_ref().map_or(0, |opened| opened.hits.len());
    if count == 0 {
        return Html::default();
    }
    html! {
        <div class="hits">
            <span>{phrases::hits(reader.hit, count)}</span>
            <button type="button" class="plain" aria-label={phrases::previous_hit()} title={phrases::previous_hit()}
                onclick={send(on, Event::Hit(false))}>{icon(Shape::Up)}</button>
            <button type="button" class="plain" aria-label={phrases::next_hit()} title={phrases::next_hit()}
                onclick={send(on, Event::Hit(true))}>{icon(Shape::Down)}</button>
        </div>
    }
}

fn article(opened: &Opened, props: &Props) -> Html {
    let Props { reader, on, .. } = props;
    let card = &opened.card;
    let layers = Layers::of(opened, reader.hit, props.spoken);
    let headline_quotes: Vec<_> =
        opened.quotes.iter().filter(|(row, _)| row.kind == QuoteKind::Headline).collect();
    html! {
        <article class="paper" lang={card.lang.clone()}>
            <header>
                <p class="slug" lang="en">
                    if let Some(kicker) = &card.kicker { <span class="kicker">{apart(kicker)}</span> }
                    if let Some(outlet) = &card.outlet {
                        <span class="outlet">{apart(outlet)}</span>
                    } else {
                        <span class="lacking">{phrases::no_outlet()}</span>
                    }
                </p>
                <h2 id="reader-heading" tabindex="-1" class={card.untitled.then_some("untitled")}>{title(&card.title, card.untitled)}</h2>
                if let Some(dek) = &card.dek { <p class="dek">{words(dek)}</p> }
                <p class="facts" lang="en">
                    if !card.authors.is_empty() { <span>{words(&phrases::byline(&card.authors))}</span> }
                    if let Some(date) = card.date {
                        <time datetime={date.to_string()}>
                            { if card.only_retrieved { phrases::retrieved(date.day) } else { phrases::date(date) } }
                        </time>
                    } else {
                        <span class="lacking">{phrases::undated()}</span>
                    }
                    <span>{phrases::minutes(card.words)}</span>
                    if let Some(url) = opened.url.as_deref().and_then(markup::web_address) {
                        <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">
                            {phrases::original_page()}{icon(Shape::Out)}
                        </a>
                    }
                </p>
                <Marks article={card.id} marks={card.marks.clone()} on={on.clone()} />
                if !headline_quotes.is_empty() {
                    <ul class="margin headline" lang="en">
                        { for headline_quotes.iter().map(|(row, _)| html! {
                            <li>{phrases::kind(row.kind)}{" · "}{super::quote::speakers(&row.speakers, on)}</li>
                        }) }
                    </ul>
                }
            </header>
            if opened.text.is_empty() {
                {quotes_only(opened, props)}
            } else {
                <div class="text">
                    { for opened.paragraphs.iter().map(|paragraph| html! {
                        <div class="para">
                            <p>{layers.html(&opened.text, *paragraph)}</p>
                            {margin(opened, *paragraph, on)}
                        </div>
                    }) }
                </div>
            }
            {foot(opened, &props.base, on)}
            <Details opened={opened.clone()} found={props.found.clone()} on={on.clone()} />
        </article>
    }
}

/// A shared page may hold the quotes only.
fn quotes_only(opened: &Opened, props: &Props) -> Html {
    html! {
        <>
            <p class="waits" lang="en">{phrases::reader_no_text()}</p>
            <h3 lang="en">{phrases::quotes_in_article()}</h3>
            <ul class="quotes" aria-label={phrases::quotes_in_article()}>
                { for opened.quotes.iter().map(|(row, _)| html! {
                    <li>{quote(&Rc::new(row.clone()), 10_000 + row.id.number as usize,
                        &crate::view::with_open(&props.base, row.id.article, Some(row.id.number)), false, &props.on)}</li>
                }) }
            </ul>
        </>
    }
}

fn foot(opened: &Opened, base: &str, on: &Callback<Event>) -> Html {
    html! {
        <footer class="paper-foot" lang="en">
            if !opened.images.is_empty() {
                <section>
                    <h3>{phrases::pictures()}</h3>
                    { for opened.images.iter().map(|image| html! {
                        <p class="picture">
                            if let Some(caption) = &image.caption { <bdi>{words(caption)}</bdi> }
                            if let Some(credit) = &image.credit {
                                <span class="credit">{" "}{phrases::credit()}{" "}{apart(credit)}</span>
                            }
                        </p>
                    }) }
                </section>
            }
            if !opened.copies.is_empty() {
                <section>
                    <h3>{phrases::copies_of_it()}</h3>
                    <ul class="related">
                        { for opened.copies.iter().map(|other| html! {
                            <li>
                                <a href={format!("#{}", crate::view::with_open(base, other.id, None))}><b>{apart(&other.title)}</b></a>
                                <span>{words(&phrases::why_copy(other.outlet.as_deref(), other.share))}</span>
                            </li>
                        }) }
                    </ul>
                </section>
            }
            if !opened.beside.is_empty() {
                <section>
                    <h3>{phrases::beside()}</h3>
                    <ul class="related">
                        { for opened.beside.iter().map(|other| html! {
                            <li>
                                <a href={format!("#{}", crate::view::with_open(base, other.id, None))}><b>{apart(&other.title)}</b></a>
                                <span>{words(&phrases::why_beside(&other.people, other.same_day))}</span>
                            </li>
                        }) }
                    </ul>
                </section>
            }
            if !opened.related.is_empty() {
                <section>
                    <h3>{phrases::related()}</h3>
                    <ul class="related">
                        { for opened.related.iter().map(|other| html! {
                            <li>
                                <b>{apart(&other.title)}</b>
                                if let Some(author) = &other.author { <span>{apart(author)}</span> }
                                if let Some(date) = other.date { <time datetime={date.to_string()}>{phrases::date(date)}</time> }
                                if let Some(dek) = &other.dek { <i>{words(dek)}</i> }
                            </li>
                        }) }
                    </ul>
                </section>
            }
            if !opened.removed.is_empty() { {removed(opened, on)} }
            if !opened.original.is_empty() { <Original lines={opened.original.clone()} /> }
            <section>
                <h3>{phrases::about_file()}</h3>
                <dl>
                    <dt>{phrases::from_file()}</dt>
                    { for opened.files.iter().map(|file| html! { <dd>{apart(file)}</dd> }) }
                    if let Some(date) = opened.retrieved {
                        <dt>{phrases::saved_on()}</dt><dd>{phrases::date(date)}</dd>
                    }
                    if let Some(agency) = &opened.card.agency {
                        <dt>{phrases::agency()}</dt><dd>{apart(agency)}</dd>
                    }
                    if let Some(origin) = opened.headline_from {
                        <dt>{phrases::headline_from()}</dt><dd>{phrases::origin(origin)}</dd>
                    }
                </dl>
                { for opened.notes.iter().map(|note| html! { <p class="note">{phrases::note(note)}</p> }) }
            </section>
        </footer>
    }
}

/// The lines left out, each with the reason and a way back into the article.
fn removed(opened: &Opened, on: &Callback<Event>) -> Html {
    let article = opened.card.id;
    let back = |lines: Vec<u32>| send(on, Event::Mend(Mend::PutBack(article, lines)));
    html! {
        <details class="removed">
            <summary>{phrases::removed_lines(opened.removed.len())}</summary>
            <ol>
                { for opened.removed.iter().map(|line| html! {
                    <li key={line.line}>
                        <span class="line-number">{line.line}</span>
                        <span class="line-text"><bdi>{words(&line.text)}</bdi></span>
                        <span class="line-why">{phrases::why_removed(line.why)}</span>
                        <button type="button" class="link" aria-label={phrases::put_back_line(&line.text)}
                            onclick={back(vec![line.line])}>{phrases::put_back()}</button>
                    </li>
                }) }
            </ol>
            if opened.removed.len() > 1 {
                <button type="button" onclick={back(opened.removed.iter().map(|line| line.line).collect())}>
                    {phrases::put_all_back(opened.removed.len())}
                </button>
            }
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};
    use std::rc::Rc;

    fn html(opened: Opened) -> String {
        html_of::<Reader>(move || Props {
            has_voice: true,
            listening: false,
            spoken: None,
            found: (Query::default(), 2),
            reader: Open {
                article: opened.card.id,
                quote: None,
                asked: 1,
                opened: Some(Rc::new(opened.clone())),
                missing: false,
                hit: None,
                arriving: false,
            },
            base: "/articles".into(),
            on: Callback::noop(),
        })
    }

    #[test]
    fn each_quote_has_its_speaker_and_its_reason_in_the_margin() {
        let html = html(sample::opened());
        assert!(html.contains("Said in this paragraph") && html.contains("why?"), "{html}");
        assert!(html.contains("paraphrase") && html.contains("Listen"), "{html}");
    }

    #[test]
    fn what_was_left_out_can_be_seen() {
        let html = html(sample::opened());
        assert!(html.contains("Removed 1 line<") && html.contains("Advertisement"), "{html}");
        assert!(
            html.contains("aria-label=\"Put back: Advertisement\"") && !html.contains("Put all"),
            "{html}"
        );
        assert!(html.contains("Ines Calloway/Harbour Photos"), "{html}");
    }

    #[test]
    fn a_page_with_quotes_only_says_so() {
        let html = html(Opened { text: String::new(), paragraphs: Vec::new(), ..sample::opened() });
        assert!(html.contains("shared with its quotes only") && html.contains("<figure"), "{html}");
    }
}
