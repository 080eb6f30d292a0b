//! PDFs in the shapes of many producers give the same words, in order; what cannot be read says why.

#[path = "made/pdf.rs"]
mod made;

use made::{HELVETICA, Pdf, Tables, line, packed, stream, text};
use std::fmt::Write as _;
use verbatim::{
    columns::How,
    note::Note,
    raw::{Raw, Words},
    read::{Decode, read},
};

const LATIN: Decode = |bytes, label| match label {
    "shift_jis" => Some(encoding_rs::SHIFT_JIS.decode(bytes).0.into_owned()),
    _ => Some(bytes.iter().map(|&byte| byte as char).collect()),
};

fn found(bytes: &[u8]) -> Result<Raw, Note> {
    let mut members = read("f.pdf", bytes, &How::default(), LATIN);
    assert_eq!(members.len(), 1);
    members.remove(0).found
}

fn paragraphs(bytes: &[u8]) -> Vec<String> {
    match found(bytes).expect("a text").words {
        Words::Text(text) => text.split("\n\n").map(str::to_owned).collect(),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn check(bytes: &[u8], expect: &[&str]) {
    assert_eq!(paragraphs(bytes), expect);
}

#[track_caller]
fn check_note(bytes: &[u8], expect: Note) {
    assert_eq!(found(bytes).err(), Some(expect));
}

const STORY: [&str; 3] = [
    "Ferry late again",
    "“We have waited for this bridge for thirty years,” said Ines Okafor. “It cannot come too soon.”",
    "The council will meet again next week to hear the engineers’ report (the third) and to vote.",
];

/// The story in lines: the headline, then each paragraph broken about every forty characters.
fn story(x: f64, mut y: f64) -> Vec<u8> {
    let mut out = line(x, y, 24.0, STORY[0]);
    y -= 40.0;
    for paragraph in &STORY[1..] {
        for words in broken(paragraph, 40) {
            out.extend(line(x, y, 11.0, &words));
            y -= 14.0;
        }
        y -= 12.0;
    }
    out
}

fn broken(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        let last = lines.last_mut().unwrap();
        if last.chars().count() + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

#[test]
fn words_come_out_whatever_says_where_the_objects_are() {
    let pdf = Pdf::of_pages(&[story(72.0, 700.0)], HELVETICA, "");
    for tables in [Tables::Written, Tables::Packed, Tables::Missing] {
        assert_eq!(paragraphs(&pdf.bytes(tables)), STORY, "{tables:?}");
    }
    let bytes = pdf.bytes(Tables::Packed);
    // The table is cut off: what is packed is found all the same.
    check(&bytes[..bytes.len() - 60], &STORY);
    // So are pages whose list is lost.
    let mut lost = pdf.clone();
    lost.objects[0] = b"null".to_vec();
    check(&lost.bytes(Tables::Missing), &STORY);
    let bytes = pdf.bytes(Tables::Written);
    let of = |word: &[u8]| bytes.windows(word.len()).rposition(|own| own == word).unwrap();
    let mut moved = bytes.clone();
    for byte in &mut moved[of(b"\nxref\n") + 30..of(b"trailer")] {
        // Every place in the table is another.
        if byte.is_ascii_digit() {
            *byte = b'0' + (*byte - b'0' + 1) % 10;
        }
    }
    check(&moved, &STORY);
    check(&[b"junk before the head\n".to_vec(), bytes].concat(), &STORY);
}

/// A font whose codes are the places of the letters in the words, as producers of subsets write them.
fn subset(words: &str, two_bytes: bool) -> (Vec<u8>, String) {
    let mut letters: Vec<char> = words.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let code = |c: char| letters.iter().position(|own| *own == c).unwrap() + 3;
    let mut map = String::from("/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n");
    map += if two_bytes { "<0000> <ffff>" } else { "<00> <ff>" };
    write!(map, "\nendcodespacerange\n{} beginbfchar\n", letters.len()).unwrap();
    for (at, c) in letters.iter().enumerate() {
        let mut units = [0; 2];
        let units: String = c.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04x}")).collect();
        let digits = if two_bytes { 4 } else { 2 };
        writeln!(map, "<{:0digits$x}> <{units}>", at + 3).unwrap();
    }
    map += "endbfchar\nendcmap";
    let hex: String = words
        .chars()
        .map(|c| if two_bytes { format!("{:04x}", code(c)) } else { format!("{:02x}", code(c)) })
        .collect();
    (map.into_bytes(), format!("<{hex}>"))
}

fn one_line(font: &str, map: Option<Vec<u8>>, shown: &str) -> Vec<u8> {
    let content = format!("BT /F1 11 Tf 72 700 Td {shown} Tj ET");
    let mut pdf = Pdf::of_pages(&[content.into_bytes()], font, "");
    if let Some(map) = map {
        let number = pdf.add(packed(&map, ""));
        pdf.objects[2] = font.replace("MAP", &format!("{number} 0 R")).into_bytes();
    }
    pdf.bytes(Tables::Written)
}

#[test]
fn codes_become_characters_by_the_fonts_own_tables() {
    let words = "Žižek said “no” – twice, efﬁciently 😀";
    let plain = "Žižek said “no” – twice, efficiently 😀";
    let (map, shown) = subset(words, false);
    let font =
        "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Own/FirstChar 3/Widths[500 500 500]/ToUnicode MAP>>";
    check(&one_line(font, Some(map), &shown), &[plain]);
    let (map, shown) = subset(words, true);
    let font = "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Own/Encoding/Identity-H/ToUnicode MAP\
                /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 500/W[3 [250 300] 5 60 520]>>]>>";
    check(&one_line(font, Some(map), &shown), &[plain]);
}

#[test]
fn codes_become_characters_by_names_and_by_encodings() {
    let differences = "<</Type/Font/Subtype/Type1/BaseFont/Own/Encoding<</Type/Encoding/Differences[1/quotedblleft/N/o\
                       /quotedblright 32/space 40/ff/fi/eacute/f_f_i/uni0160/afii10017]>>/FirstChar 1/Widths[500 500 500 500]>>";
    let shown = r"<0102030420202828292a2b2c2d>";
    check(
        &one_line(differences, None, shown),
        &["“No” fffféffiŠА".replace("fffféffi", "fffffiéffi").as_str()],
    );
    let mac = HELVETICA.replace("WinAnsi", "MacRoman");
    check(&one_line(&mac, None, "<d24e6fd3>"), &["“No”"]);
    let standard = HELVETICA.replace("/Encoding/WinAnsiEncoding", "");
    check(&one_line(&standard, None, "<aa4e6fba d0 27>"), &["“No”—’"]);
    let japanese = "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/90ms-RKSJ-H/DescendantFonts[<</Subtype/CIDFontType0>>]>>";
    check(&one_line(japanese, None, "<838b8372834920>"), &["ルビオ"]);
    let unicode = japanese.replace("90ms-RKSJ-H", "UniJIS-UTF16-H");
    check(&one_line(&unicode, None, "<30eb30d330aad83dde00>"), &["ルビオ😀"]);
}

#[test]
fn what_stands_for_letters_is_spelt_as_the_file_says() {
    let content =
        b"BT /F1 11 Tf 72 700 Td (The e) Tj /Span <</ActualText (ffi)>> BDC (xyz) Tj EMC (cient ferry) Tj ET";
    check(
        &Pdf::of_pages(&[content.to_vec()], HELVETICA, "").bytes(Tables::Written),
        &["The efficient ferry"],
    );
}

#[test]
fn a_turned_page_is_read_as_it_is_held() {
    let mut content = b"q 0 1 -1 0 612 0 cm ".to_vec();
    content.extend(story(72.0, 540.0));
    content.extend(b"Q ");
    // A stamp across the page is none of its words.
    content.extend(b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (DRAFT) Tj ET");
    check(&Pdf::of_pages(&[content], HELVETICA, "/Rotate 90").bytes(Tables::Written), &STORY);
    // Top to bottom, as browsers draw.
    let flipped: Vec<u8> = [
        b"1 0 0 -1 0 792 cm BT /F1 11 Tf 1 0 0 -1 72 92 Tm ".to_vec(),
        text("The ferry stays"),
        b" Tj 1 0 0 -1 72 106 Tm ".to_vec(),
        text("in the harbour."),
        b" Tj ET".to_vec(),
    ]
    .concat();
    check(
        &Pdf::of_pages(&[flipped], HELVETICA, "").bytes(Tables::Written),
        &["The ferry stays in the harbour."],
    );
}

fn filler(word: &str, count: usize) -> String {
    let words: Vec<String> = (0..count).map(|at| format!("{word}{at}")).collect();
    words.join(" ")
}

#[test]
fn columns_are_read_one_after_the_other_under_their_headline() {
    let (left, right) = (filler("left", 80), filler("right", 80));
    let mut content = line(72.0, 740.0, 26.0, "Council backs the bridge after a night of talks");
    // Drawn row by row across both columns, as a layout program may.
    let (a, b) = (broken(&left, 36), broken(&right, 36));
    for at in 0..a.len().max(b.len()) {
        let y = 700.0 - 12.0 * at as f64;
        for (x, lines) in [(72.0, &a), (320.0, &b)] {
            content.extend(lines.get(at).map(|words| line(x, y, 10.0, words)).unwrap_or_default());
        }
    }
    let pdf = Pdf::of_pages(&[content], HELVETICA, "");
    // The text runs on from the first column into the second.
    check(
        &pdf.bytes(Tables::Written),
        &["Council backs the bridge after a night of talks", &format!("{left} {right}")],
    );
}

#[test]
fn words_parted_at_the_end_of_a_line_are_joined_and_hyphens_stay() {
    let lines = [
        "The organisation said that its appeal against the bridge was well-",
        "founded, and that the govern-",
        "ment had not looked at a single alter-",
        "native. The government called it an Anglo-",
        "American matter. The appeal is well-founded, its lawyers say, and more.",
    ];
    let mut content = Vec::new();
    for (at, words) in lines.iter().enumerate() {
        content.extend(line(72.0, 700.0 - 14.0 * at as f64, 11.0, words));
    }
    check(
        &Pdf::of_pages(&[content], HELVETICA, "").bytes(Tables::Written),
        &[
            "The organisation said that its appeal against the bridge was well-founded, and that the government had not \
           looked at a single alternative. The government called it an Anglo-American matter. The appeal is well-founded, \
           its lawyers say, and more.",
        ],
    );
}

#[test]
fn running_titles_and_numbers_go_and_paragraphs_run_on() {
    let words = filler("word", 90);
    let lines = broken(&words, 60);
    let mut pages = Vec::new();
    for (number, part) in lines.chunks(lines.len().div_ceil(3)).enumerate() {
        let mut page = line(72.0, 770.0, 8.0, "THE HARBOUR POST");
        page.extend(line(400.0, 770.0, 8.0, &format!("May {}, 2024", number + 3)));
        page.extend(line(300.0, 30.0, 8.0, &format!("Page {} of 3", number + 1)));
        for (at, words) in part.iter().enumerate() {
            page.extend(line(72.0, 700.0 - 14.0 * at as f64, 11.0, words));
        }
        pages.push(page);
    }
    check(&Pdf::of_pages(&pages, HELVETICA, "").bytes(Tables::Written), &[&words]);
}

#[test]
fn what_a_browser_prints_around_the_page_is_told_from_it() {
    let mut content = line(30.0, 775.0, 8.0, "2/18/25, 1:06 PM");
    content.extend(line(250.0, 775.0, 8.0, "Ferry late again | The Harbour Post"));
    content.extend(story(72.0, 700.0));
    content.extend(line(30.0, 18.0, 8.0, "https://harbourpost.example/2025/02/18/ferry"));
    content.extend(line(570.0, 18.0, 8.0, "1/1"));
    let mut pdf = Pdf::of_pages(&[content], HELVETICA, "");
    let info = pdf.add("<</Title(Ferry late again | The Harbour Post)/CreationDate(D:20250218130600+00'00')/Producer(Skia/PDF m131)>>");
    pdf.trailer = format!("/Info {info} 0 R");
    let raw = found(&pdf.bytes(Tables::Written)).unwrap();
    assert_eq!(raw.words, Words::Text(STORY.join("\n\n")));
    assert_eq!(raw.about.url.as_deref(), Some("https://harbourpost.example/2025/02/18/ferry"));
    assert_eq!(raw.about.retrieved.as_deref(), Some("2025-02-18"));
    let article = verbatim::parse::parse_raw(&raw).unwrap();
    assert_eq!(article.headline.unwrap().value, "Ferry late again");
    assert_eq!(article.retrieved.unwrap().to_string(), "2025-02-18");
    assert!(article.text.starts_with("“We have waited"), "{}", article.text);
}

#[test]
fn metadata_in_xml_names_title_and_day() {
    let mut pdf = Pdf::of_pages(&[story(72.0, 700.0)], HELVETICA, "");
    let xml = "<x:xmpmeta><rdf:RDF><rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Ferry late again</rdf:li></rdf:Alt>\
               </dc:title><prism:publicationDate>2024-03-12</prism:publicationDate></rdf:Description></rdf:RDF></x:xmpmeta>";
    let metadata = pdf.add(stream(xml.as_bytes(), "/Type/Metadata/Subtype/XML"));
    pdf.objects[0] = format!("<</Type/Catalog/Pages 2 0 R/Metadata {metadata} 0 R>>").into_bytes();
    let about = found(&pdf.bytes(Tables::Written)).unwrap().about;
    assert_eq!(about.titles[0].text, "Ferry late again");
    assert_eq!(about.published[0].text, "2024-03-12");
}

#[test]
fn a_large_first_letter_belongs_to_its_word() {
    let mut content = line(72.0, 672.0, 40.0, "T");
    for (at, words) in ["he ferry to Halden Bay was", "late again on Tuesday, and", "nobody on the quay was"]
        .iter()
        .enumerate()
    {
        content.extend(line(100.0, 700.0 - 14.0 * at as f64, 11.0, words));
    }
    content.extend(line(72.0, 658.0, 11.0, "surprised by it, they said later."));
    let found = paragraphs(&Pdf::of_pages(&[content], HELVETICA, "").bytes(Tables::Written)).join(" ");
    assert!(found.starts_with("The ferry to Halden Bay was late again"), "{found}");
}

#[test]
fn drawings_inside_drawings_are_read_once_each() {
    let mut pdf = Pdf::of_pages(&[b"/X Do".to_vec()], HELVETICA, "");
    let form = pdf.add(stream(
        &[line(72.0, 700.0, 11.0, "Words in a drawing."), b" /X Do /X Do".to_vec()].concat(),
        "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>",
    ));
    assert_eq!(form, 6);
    pdf.objects[4] = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>".to_vec();
    check(&pdf.bytes(Tables::Written), &["Words in a drawing."]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let good = Pdf::of_pages(&[story(72.0, 700.0)], HELVETICA, "");
    let mut locked = good.clone();
    locked.trailer = "/Encrypt<</Filter/Standard/V 1/R 2/O<41>/U<42>/P -44>>/ID[<00><00>]".into();
    check_note(&locked.bytes(Tables::Written), Note::Locked);
    check_note(&locked.bytes(Tables::Packed), Note::Locked);
    let scan = Pdf::of_pages(&[b"q 612 0 0 792 0 0 cm /Im1 Do Q".to_vec()], HELVETICA, "");
    check_note(&scan.bytes(Tables::Written), Note::OnlyPictures);
    check_note(b"%PDF-1.7\n", Note::Damaged);
    check_note(&good.bytes(Tables::Missing)[..100], Note::Damaged);
    let mut tree = Pdf::default();
    tree.add("<</Type/Catalog/Pages 2 0 R>>");
    tree.add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    tree.add("<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>");
    check_note(&tree.bytes(Tables::Written), Note::Damaged);
    let mut deep = Pdf::default();
    deep.add(
        [
            b"<</Type/Catalog/Pages 2 0 R/X ".to_vec(),
            b"[".repeat(20_000),
            b"]".repeat(20_000),
            b">>".to_vec(),
        ]
        .concat(),
    );
    deep.add("<</Type/Pages/Kids[]/Count 2147483647>>");
    check_note(&deep.bytes(Tables::Written), Note::Damaged);
}

#[test]
fn bombs_are_stopped() {
    let drawn = b"BT /F1 11 Tf (A) Tj ET ".repeat(1_000_000);
    check_note(&Pdf::of_pages(&[drawn], HELVETICA, "").bytes(Tables::Written), Note::TooMuch);
    let mut twice = Pdf::of_pages(&[Vec::new()], HELVETICA, "");
    twice.objects[3] =
        stream(&made::zlib(&made::zlib(&vec![b'\n'; 200 << 20])), "/Filter[/FlateDecode/FlateDecode]");
    check_note(&twice.bytes(Tables::Written), Note::TooMuch);
    // Eight drawings that each draw the next ten times: a hundred million in all.
    let mut pdf = Pdf::of_pages(&[b"/X Do".to_vec()], HELVETICA, "");
    for at in 6..14 {
        let body = [line(72.0, 700.0, 11.0, "Again."), b" /X Do".repeat(10)].concat();
        let resources = format!("/Resources<</Font<</F1 3 0 R>>/XObject<</X {} 0 R>>>>", at + 1);
        pdf.add(stream(&body, &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}")));
    }
    pdf.objects[4] = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>".to_vec();
    check_note(&pdf.bytes(Tables::Written), Note::TooMuch);
}

#[test]
fn every_cut_of_a_file_ends_with_an_answer() {
    // A cut file never panics; of what is cut early there is nothing to read.
    let pdf = Pdf::of_pages(&[story(72.0, 700.0), story(72.0, 600.0)], HELVETICA, "");
    for tables in [Tables::Written, Tables::Packed] {
        let bytes = pdf.bytes(tables);
        for end in 8..bytes.len() {
            let cut = found(&bytes[..end]);
            assert!(end > 200 || cut.is_err(), "{end}");
        }
    }
}
