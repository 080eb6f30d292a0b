//! Features of a possible speaker of a quote.

use super::{
    candidates::{NOBODY, Sort},
    classes::*,
    cues::Way,
    features::{Features, Name, size},
    near::{Near, Scene, Side},
    people::People,
    quoted::{code, cue_class, ending},
};

/// What is known of the quote that all its candidates share.
pub struct Setting<'a> {
    /// The piece.
    pub piece: usize,
    /// The cues near.
    pub near: &'a [Near],
    /// The cue that governs from the left, if one does.
    pub left: Option<Near>,
    /// The cue that governs from the right.
    pub right: Option<Near>,
    /// The piece quoted before and the candidate it was given to.
    pub before: Option<(usize, Option<u32>)>,
    /// The subject of the cue right after the next piece, where nothing stands between the two.
    pub next: u32,
    /// Position of the first candidate after the piece.
    split: usize,
    /// Which cues are there and how far, as one number.
    cues: u64,
    edge: u64,
    count: u64,
    lead: u64,
    opens: u64,
    closes: u64,
    goes_on: u64,
}

impl<'a> Setting<'a> {
    /// Looks at the surroundings of a piece.
    pub fn of(
        scene: &Scene,
        piece: usize,
        near: &'a [Near],
        before: Option<(usize, Option<u32>)>,
    ) -> Setting<'a> {
        let all = &scene.words.all;
        let this = &scene.pieces[piece];
        let here = scene.words.of_piece[piece];
        let range = scene.words.paragraphs[this.paragraph].clone();
        let text = this.words.of(scene.text);
        let left = near.iter().find(|near| near.side == Side::Left && scene.speaks(near.cue)).copied();
        let right = near
            .iter()
            .find(|near| near.side == Side::Right && near.same_sentence && scene.speaks(near.cue))
            .copied();
        let capital = text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        let first = all[here].is(FIRST);
        let count = text.split_whitespace().take(40).count();
        let lead = if here > range.start { code(&all[here - 1]) } else { 0 };
        let goes_on = before.is_some_and(|(before, _)| {
            let before = &scene.pieces[before];
            !before.closed && before.paragraph + 1 == this.paragraph && here == range.start
        });
        // “One. ” “Two,” he said: the cue after the next piece.
        let mut next = NOBODY;
        let mut at = here + 1;
        while at < range.end && at < here + 3 && !all[at].is(QUOTE) && all[at].is(ANY_SIGN | AND) {
            at += 1;
        }
        if at < range.end && all[at].is(QUOTE) {
            let cues = &scene.cues.all[scene.cues.paragraphs[this.paragraph].clone()];
            let split = cues.partition_point(|cue| cue.at < at);
            if let Some(cue) =
                cues.get(split).filter(|cue| cue.words.start < at + 8 && cue.way != Way::Participle)
            {
                next = cue.subject;
            }
        }
        let side = |near: &Option<Near>| match near {
            Some(near) => {
                1 + cue_class(scene, near.cue) + 10 * u64::from(near.quotes.min(2)) + 40 * gap(near)
            }
            None => 0,
        };
        let cues = side(&left) * 1000 + side(&right);
        let split = scene.candidates.all.partition_point(|candidate| candidate.words.start < here);
        Setting {
            piece,
            split,
            cues,
            near,
            left,
            right,
            before,
            next,
            edge: ending(text) * 4 + u64::from(capital) * 2 + u64::from(first),
            count: size(count),
            lead,
            opens: u64::from(here == range.start),
            closes: u64::from(here + 1 >= range.end),
            goes_on: u64::from(goes_on),
        }
    }

    fn sides(&self) -> u64 {
        u64::from(self.left.is_some()) * 2 + u64::from(self.right.is_some())
    }
}

/// The distance of a cue as one of four.
fn gap(near: &Near) -> u64 {
    match near.gap {
        0..=2 => 0,
        3..=6 => 1,
        7..=14 => 2,
        _ => 3,
    }
}

/// Adds the features of nobody being the speaker.
pub fn nobody(scene: &Scene, setting: &Setting, out: &mut Features) {
    out.add(Name::Sort, 90, &[]);
    out.add(Name::Sort, 91, &[setting.count]);
    out.add(Name::Sort, 92, &[setting.sides(), setting.opens]);
    out.add(Name::Sort, 93, &[setting.lead]);
    if let Some(near) = setting.near.first() {
        let cue = &scene.cues.all[near.cue as usize];
        out.add(Name::Sort, 94, &[u64::from(cue.passive), near.side as u64, u64::from(near.gap < 3)]);
        out.add(Name::Sort, 95, &[scene.words.all[cue.at].hash]);
        out.add(Name::Sort, 96, &[u64::from(cue.subject == NOBODY), near.side as u64]);
    }
    let before = setting.before.map_or(2, |(_, speaker)| u64::from(speaker.is_some()));
    out.add(Name::Sort, 97, &[before, setting.opens]);
    out.add(Name::Sort, 98, &[setting.goes_on, before]);
}

/// Adds the features of a candidate as speaker.
pub fn features(scene: &Scene, people: &People, setting: &Setting, index: u32, out: &mut Features) {
    let all = &scene.words.all;
    let candidate = &scene.candidates.all[index as usize];
    let piece = &scene.pieces[setting.piece];
    let here = scene.words.of_piece[setting.piece];
    let range = scene.words.paragraphs[candidate.paragraph].clone();
    let head = all[candidate.head];
    let sort = candidate.sort as u64 + if candidate.owner { 3 } else { 0 };
    let (first, last) = (candidate.words.start, candidate.words.end - 1);
    // Paragraphs back: 0 the same, 1 to 3 before, 9 the next.
    let back = if candidate.paragraph > piece.paragraph {
        9
    } else {
        (piece.paragraph - candidate.paragraph) as u64
    };
    let left = first < here;
    let side = if back != 0 { 2 } else { u64::from(!left) };
    out.add(Name::Sort, 0, &[sort]);
    out.add(Name::Sort, 1, &[sort, back]);
    out.add(Name::Sort, 2, &[sort, side, setting.sides()]);
    // Subject of a cue near.
    let mut found = 0;
    for near in setting.near {
        let cue = &scene.cues.all[near.cue as usize];
        if cue.subject != index {
            continue;
        }
        found += 1;
        let class = cue_class(scene, near.cue);
        let verb = all[cue.at].hash;
        let (near_side, rank) = (near.side as u64, u64::from(near.rank));
        let same = u64::from(near.same_sentence);
        let way = cue.way as u64;
        let quotes = u64::from(near.quotes.min(3));
        let flags = u64::from(cue.passive) * 2 + u64::from(cue.negated);
        out.add(Name::Subject, 0, &[near_side, rank, class, same]);
        out.add(Name::Subject, 1, &[near_side, class, sort, same]);
        out.add(Name::Subject, 2, &[near_side, class, setting.edge, u64::from(near.gap < 3)]);
        out.add(Name::Subject, 3, &[near_side, class, setting.lead, rank]);
        out.add(Name::Subject, 4, &[near_side, flags, class]);
        out.add(Name::Verb, 0, &[near_side, verb]);
        out.add(Name::Verb, 1, &[near_side, verb, flags, u64::from(near.gap < 4)]);
        out.add(Name::Verb, 2, &[verb, sort]);
        out.add(Name::Reach, 0, &[near_side, way, class, same]);
        out.add(Name::Reach, 1, &[near_side, size(near.gap as usize), quotes, class]);
        out.add(Name::Reach, 2, &[near_side, rank, way, class, quotes, gap(near), same]);
        out.add(Name::Reach, 3, &[near_side, way, sort]);
        // The words between cue and quote: “said that the plan was”, “said of the plan:”.
        let (from, to) = match near.side {
            Side::Left => (cue.words.end, here),
            Side::Right => (here + 1, cue.words.start),
        };
        let between = &all[from.min(to)..to];
        let path = pattern(between);
        out.add(Name::Reach, 4, &[near_side, class, path]);
        out.add(Name::Reach, 5, &[near_side, way, path]);
        let start = between.first().map_or(0, code);
        out.add(Name::Reach, 6, &[near_side, verb, start]);
        out.add(Name::Reach, 7, &[near_side, class, start, setting.lead, quotes]);
        let seen = between.iter().take(60).fold(0, |seen, word| seen | word.class);
        let marks = seen & (COMMA | RELATIVE | SUBORDINATOR | AND | DASH | SEMICOLON | OPEN);
        out.add(Name::Reach, 8, &[near_side, class, marks]);
        let others = scene.candidates_between(from, to).min(5) as u64;
        out.add(Name::Reach, 9, &[near_side, class, others, rank]);
        out.add(Name::Verb, 3, &[near_side, verb, setting.lead]);
        out.add(Name::Verb, 4, &[near_side, verb, rank, setting.edge / 4]);
        if found == 3 {
            break;
        }
    }
    let subject =
        |near: &Option<Near>| near.is_some_and(|near| scene.cues.all[near.cue as usize].subject == index);
    let is = u64::from(subject(&setting.left)) * 2 + u64::from(subject(&setting.right));
    out.add(Name::Governs, 0, &[is, setting.cues]);
    out.add(Name::Governs, 1, &[is, setting.cues, setting.edge]);
    out.add(Name::Governs, 2, &[is, setting.sides(), setting.edge, setting.opens]);
    out.add(Name::Governs, 3, &[is, setting.sides(), sort]);
    if found == 0 {
        out.add(Name::NoCue, 0, &[sort, back, setting.sides()]);
        out.add(Name::NoCue, 1, &[back, setting.sides(), setting.opens, setting.closes]);
        out.add(Name::NoCue, 2, &[side, setting.edge, sort]);
    }
    // The words around the phrase.
    let at = |at: Option<usize>| at.filter(|at| range.contains(at)).map_or(0, |at| code(&all[at]));
    let (b1, b2) = (at(first.checked_sub(1)), at(first.checked_sub(2)));
    let (a1, a2) = (at(Some(last + 1)), at(Some(last + 2)));
    out.add(Name::Around, 0, &[b1, sort]);
    out.add(Name::Around, 1, &[a1, sort]);
    out.add(Name::Around, 2, &[b1, a1, side]);
    out.add(Name::Around, 3, &[b2, b1, side]);
    out.add(Name::Around, 4, &[a1, a2, side]);
    out.add(Name::Around, 5, &[b1, side, back]);
    out.add(Name::Around, 6, &[a1, side, back, u64::from(found > 0)]);
    let begins = u64::from(all[first].is(FIRST)) * 2 + u64::from(first == range.start);
    out.add(Name::Around, 7, &[begins, side, sort]);
    let after = all.get(last + 1).filter(|_| last + 1 < range.end).map_or(0, |word| word.hash);
    let before = if first > range.start { all[first - 1].hash } else { 0 };
    out.add(Name::Around, 8, &[after, side]);
    out.add(Name::Around, 9, &[before, side]);
    // Between phrase and quote.
    if back == 0 {
        let (from, to) = if left { (last + 1, here) } else { (here + 1, first) };
        let between = &all[from.min(to)..to];
        let pattern = pattern(between);
        out.add(Name::Between, 0, &[side, pattern]);
        out.add(Name::Between, 1, &[side, pattern, sort]);
        let quotes = between.iter().take(80).filter(|word| word.is(QUOTE)).count().min(3) as u64;
        let verbs = between.iter().take(80).filter(|word| word.is(SPEECH | JUDGING)).count().min(3) as u64;
        let at = index as usize;
        let others =
            if left { (setting.split - 1).saturating_sub(at) } else { at.saturating_sub(setting.split) };
        let others = others.min(6) as u64;
        let sentences = (all[here].sentence.abs_diff(head.sentence)).min(5) as u64;
        out.add(Name::Distance, 0, &[side, size(between.len()), sort]);
        out.add(Name::Distance, 1, &[side, sentences, sort]);
        out.add(Name::Distance, 2, &[side, sentences, is, setting.edge]);
        out.add(Name::Distance, 3, &[side, others, sort]);
        out.add(Name::Distance, 4, &[side, quotes, verbs, is]);
        out.add(Name::Distance, 5, &[side, others, setting.edge, u64::from(found > 0)]);
        out.add(Name::Distance, 6, &[side, sentences, u64::from(found > 0), setting.sides(), begins]);
    } else {
        let rank = if back == 9 {
            index as usize - scene.candidates.paragraphs[candidate.paragraph].start
        } else {
            scene.candidates.paragraphs[candidate.paragraph].end - 1 - index as usize
        };
        out.add(Name::Distance, 10, &[back, (rank as u64).min(6), sort]);
        out.add(Name::Distance, 11, &[back, begins, setting.opens, setting.closes]);
        out.add(
            Name::Distance,
            12,
            &[back, setting.opens, setting.sides(), u64::from(scene.local(piece.paragraph))],
        );
    }
    // Subject of a cue anywhere.
    let own = scene.cues.of_subject[index as usize];
    if own != NOBODY {
        let cue = &scene.cues.all[own as usize];
        let class = cue_class(scene, own);
        out.add(Name::Elsewhere, 0, &[class, side, back, u64::from(found > 0)]);
        out.add(Name::Elsewhere, 1, &[class, cue.way as u64, side, setting.sides()]);
        out.add(Name::Elsewhere, 2, &[all[cue.at].hash, side, u64::from(found > 0)]);
    } else {
        out.add(Name::Elsewhere, 3, &[side, back, sort]);
    }
    // The quotes before and after.
    let who = people.of[index as usize];
    let same = |other: u32| {
        if other == index {
            1
        } else if who != NOBODY && people.of[other as usize] == who {
            2
        } else {
            0
        }
    };
    match setting.before {
        Some((before, speaker)) => {
            let equal = speaker.map_or(3, same);
            let paragraphs = (piece.paragraph - scene.pieces[before].paragraph).min(4) as u64;
            let sentences =
                all[here].sentence.abs_diff(all[scene.words.of_piece[before]].sentence).min(4) as u64;
            out.add(Name::Before, 0, &[equal, paragraphs, sort]);
            out.add(Name::Before, 1, &[equal, paragraphs, setting.opens, setting.closes, setting.sides()]);
            out.add(Name::Before, 2, &[equal, sentences, setting.sides(), is]);
            out.add(Name::Before, 3, &[equal, setting.goes_on]);
            out.add(Name::Before, 4, &[equal, paragraphs, setting.edge, setting.sides()]);
            out.add(Name::Before, 5, &[equal, sentences, setting.edge, setting.lead]);
            out.add(
                Name::Before,
                6,
                &[equal, side, setting.sides(), u64::from(scene.local(piece.paragraph))],
            );
        }
        None => out.add(Name::Before, 7, &[setting.sides(), side]),
    }
    if setting.next != NOBODY {
        let equal = same(setting.next);
        out.add(Name::Next, 0, &[equal, setting.sides()]);
        out.add(Name::Next, 1, &[equal, setting.edge, is]);
    }
    // What the phrase itself is.
    match candidate.sort {
        Sort::Pronoun => {
            out.add(Name::Phrase, 0, &[head.hash]);
            out.add(Name::Phrase, 1, &[head.hash, side, u64::from(found > 0)]);
            out.add(Name::Phrase, 2, &[u64::from(who != NOBODY), side]);
        }
        Sort::Noun => {
            out.add(Name::Phrase, 3, &[head.hash]);
            out.add(Name::Phrase, 4, &[all[first].hash, side]);
            let class = head.class & (ROLE | GROUP | DOCUMENT | PLURAL);
            out.add(Name::Phrase, 5, &[class, side, u64::from(found > 0)]);
            out.add(Name::Phrase, 6, &[class, is]);
        }
        Sort::Name => {
            let words = (candidate.words.end - candidate.name).min(4) as u64;
            let titled = u64::from(candidate.name > first);
            let (count, kind) = match people.all.get(who as usize) {
                Some(referent) => (referent.count.min(6), referent.kind.map_or(9, |kind| kind as u64)),
                None => (0, 8),
            };
            out.add(Name::Known, 0, &[words, titled]);
            out.add(Name::Known, 1, &[u64::from(count), side]);
            out.add(Name::Known, 2, &[kind, side, u64::from(found > 0)]);
            out.add(Name::Known, 3, &[kind, is]);
            out.add(Name::Known, 4, &[u64::from(head.is(UPPER)), a1]);
            out.add(Name::Known, 5, &[head.class & (ROLE | GROUP | DOCUMENT | NAMING | HANDLE), side]);
        }
    }
}

/// The words between phrase and quote as a pattern: runs of a kind count once, long ones keep their ends.
fn pattern(words: &[super::words::Word]) -> u64 {
    const ENDS: usize = 4;
    let mut codes = [0_u64; 2 * ENDS];
    let mut count = 0;
    let fold = |codes: &mut [u64; 2 * ENDS], count: &mut usize, code: u64| {
        if *count > 0 && codes[(*count - 1) % (2 * ENDS)] == code && matches!(code, 1 | 2 | 9) {
            return;
        }
        codes[*count % (2 * ENDS)] = code;
        *count += 1;
    };
    if words.len() <= 24 {
        for word in words {
            fold(&mut codes, &mut count, code(word));
            if count >= 2 * ENDS {
                break;
            }
        }
    }
    if words.len() > 24 || count >= 2 * ENDS {
        count = 0;
        let ends = words.iter().take(3).chain(words.iter().rev().take(3).rev());
        for word in ends {
            fold(&mut codes, &mut count, code(word));
        }
        fold(&mut codes, &mut count, 99);
    }
    codes[..count.min(2 * ENDS)]
        .iter()
        .fold(7, |hash: u64, code| (hash ^ code).wrapping_mul(0x0000_0100_0000_01b3))
}
