//! Hostile and broken files, and what must become of each.
//!
//! Whatever could run does the same two things where it does: it sets `window.__pwned`, and asks `http://127.0.0.1:9/beacon`.
#![allow(dead_code, reason = "each test uses what it needs")]

#[path = "zip.rs"]
mod zip;

use super::made::{HELVETICA, Pdf, Tables, line, packed, stream, zlib};
use std::io::Write;
pub use zip::zip;

/// What must become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It gives so many articles, or any number from one on.
    Read(Option<usize>),
    /// It is listed as no article, with the reason.
    Skipped,
    /// It could not be read, with the reason.
    Failed,
    /// Any of these with a reason.
    Told,
}

/// A file.
pub struct Bad {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub end: End,
    /// What the text of its articles must have.
    pub has: &'static str,
    /// What it must not have.
    pub lacks: &'static str,
}

const ONE: End = End::Read(Some(1));
const SOME: End = End::Read(None);

pub const BODY: &str = "The ferry stays in the harbour\nBy Maeve Brennan\nFeb 18, 2025 1:06 PM\n\n\
    The ferry to Halden Bay was late again on Tuesday. “Nobody told us anything,” Ines Okafor said.\n\n\
    “It should never have been sold,” Mr Lund told reporters. No one from the harbour office was there.\n";

fn pwn(id: &str) -> String {
    format!("window.__pwned='{id}';new Image().src='http://127.0.0.1:9/beacon?{id}'")
}

fn page(head: &str, body: &str) -> Vec<u8> {
    format!(
        "<!doctype html><html><head><meta charset=utf-8><title>The ferry stays</title>{head}</head><body><article>\
         <h1>The ferry stays</h1>{body}</article></body></html>"
    )
    .into_bytes()
}

fn prose() -> String {
    BODY.lines().filter(|line| !line.is_empty()).map(|line| format!("<p>{line}</p>")).collect()
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A zip whose directory names one packed file again and again.
fn overlapping(times: usize) -> Vec<u8> {
    let whole = zip(&[("a.txt", &vec![b'A'; 1_000_000])]);
    let start = whole.windows(4).position(|word| word == b"PK\x01\x02").unwrap();
    let end = whole.windows(4).rposition(|word| word == b"PK\x05\x06").unwrap();
    let entry = &whole[start..end];
    let mut out = whole[..start].to_vec();
    out.extend(entry.repeat(times));
    let mut tail = whole[end..].to_vec();
    tail[8..10].copy_from_slice(&(times as u16).to_le_bytes());
    tail[10..12].copy_from_slice(&(times as u16).to_le_bytes());
    tail[12..16].copy_from_slice(&((entry.len() * times) as u32).to_le_bytes());
    out.extend(tail);
    out
}

fn docx(inner: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", format!("<w:document><w:body>{inner}</w:body></w:document>").as_bytes()),
    ])
}

fn record() -> serde_json::Value {
    serde_json::json!({ "title": "The ferry stays", "author": "Maeve Brennan", "date": "2025-02-18", "text": BODY, "url": "https://a.example" })
}

/// A file, with its end and without more to ask of its text.
fn bad(name: &'static str, bytes: impl Into<Vec<u8>>, end: End) -> Bad {
    Bad { name, bytes: bytes.into(), end, has: "", lacks: "" }
}

impl Bad {
    fn has(mut self, words: &'static str) -> Bad {
        self.has = words;
        self
    }

    fn lacks(mut self, words: &'static str) -> Bad {
        self.lacks = words;
        self
    }
}

/// All of them.
pub fn all() -> Vec<Bad> {
    let mut all = encodings();
    all.extend(texts());
    all.extend(pages());
    all.extend(records());
    all.extend(archives());
    all.extend(documents());
    all.extend(pdfs());
    all.extend(no_articles());
    all
}

fn encodings() -> Vec<Bad> {
    let french = "Le ferry est resté à quai mardi, a déclaré Émile Noël à la presse du port.\n".repeat(4);
    let russian = "Паром снова опоздал во вторник, заявил «капитан» Лавров журналистам.\n".repeat(4);
    let japanese = "フェリーは火曜日も遅れた。「誰も何も言わなかった」と船長は述べた。\n".repeat(4);
    let chinese = "渡轮星期二又晚点了。“没有人告诉我们,”船长说。\n".repeat(6);
    let taiwanese = "渡輪在星期二又晚點了。「沒有人告訴我們這件事,」船長說。\n".repeat(6);
    let korean =
        "여객선은 화요일에도 늦었다. “아무도 우리에게 말하지 않았다”고 선장은 기자들에게 말했다.\n".repeat(6);
    let mut odd = wide(&format!("\u{feff}{BODY}"), false);
    odd.pop();
    let mut lone = wide("\u{feff}The captain ", false);
    lone.extend([0, 0xd8]);
    lone.extend(wide(" stayed ashore on Tuesday.\n", false));
    let mut invalid = BODY.as_bytes().to_vec();
    invalid.extend(b"\xff\xfe\xfd\xc0\xaf\xed\xa0\x80\xf5\x80\x80\x80 end\n");
    vec![
        bad("utf8-bom.txt", format!("\u{feff}{BODY}"), ONE).lacks("\u{feff}"),
        bad("utf16le-bom.txt", wide(&format!("\u{feff}{BODY}"), false), ONE).has("Okafor"),
        bad("utf16be-bom.txt", wide(&format!("\u{feff}{BODY}"), true), ONE).has("Okafor"),
        bad("utf16le.txt", wide(BODY, false), ONE).has("Okafor").lacks("\0"),
        bad("utf16-odd.txt", odd, ONE).has("Okafor"),
        bad("utf16-lone.txt", lone, ONE).has("\u{fffd}"),
        bad("windows1252.txt", encoded(BODY, encoding_rs::WINDOWS_1252), ONE)
            .has("“Nobody told us anything,”"),
        bad("latin1.txt", encoded(&french, encoding_rs::WINDOWS_1252), ONE).has("déclaré Émile Noël"),
        bad("windows1251.txt", encoded(&russian, encoding_rs::WINDOWS_1251), ONE).has("Лавров"),
        bad("shiftjis.txt", encoded(&japanese, encoding_rs::SHIFT_JIS), ONE).has("船長"),
        bad("eucjp.txt", encoded(&japanese, encoding_rs::EUC_JP), ONE).has("船長"),
        bad("big5.txt", encoded(&taiwanese, encoding_rs::BIG5), ONE).has("船長"),
        bad("euckr.txt", encoded(&korean, encoding_rs::EUC_KR), ONE).has("선장"),
        bad("gb18030.txt", encoded(&chinese, encoding_rs::GB18030), ONE).has("船长"),
        bad("invalid-utf8.txt", invalid, ONE).has("\u{fffd}"),
        bad("cut-utf8.txt", [BODY.as_bytes(), &"“".as_bytes()[..2]].concat(), ONE),
        bad("meta-lies.html", page("<meta charset=iso-8859-1>", &prose()), ONE).has("“Nobody"),
        bad("meta-unknown.html", page("<meta charset=klingon-8>", &prose()), ONE).has("“Nobody"),
        bad("nuls.txt", BODY.replace(' ', "\0 "), SOME).lacks("\0"),
    ]
}

fn texts() -> Vec<Bad> {
    let names: Vec<String> = (0..2500_u32)
        .map(|at| {
            format!(
                "Mr A{}son",
                char::from(b'a' + (at % 26) as u8).to_string() + &"bcdefghij"[(at % 9) as usize..]
            )
        })
        .collect();
    vec![
        bad("empty.txt", "", End::Skipped),
        bad("blank.txt", " \t\r\n\u{a0}\u{2003}\u{3000}\n".repeat(50), End::Skipped),
        bad("letter.txt", "a", End::Told),
        bad("zone.txt", BODY.replace("1:06 PM", "1:06 PM (EST"), ONE).has("Halden Bay"),
        bad("clocks.txt", BODY.replace("1:06 PM", "1:06 ,2025-02-18"), ONE).has("Halden Bay"),
        bad("minus.txt", "-23 captain, said Mr Lund on the quay on Tuesday morning.\n", ONE).has("captain"),
        bad("newlines.txt", BODY.replacen('\n', "\r\n", 2).replace("No one", "\rNo one").replace("Mr Lund", "\u{2028}Mr Lund"), ONE),
        bad("cr-only.txt", BODY.replace('\n', "\r"), ONE),
        bad("giant-line.txt", "Mr Lund said the talks were useful and went on without any end, ".repeat(1600), SOME),
        bad("giant-word.txt", "a".repeat(50_000), End::Told),
        bad("a-million-quotes.txt", "\"".repeat(1_000_000), End::Told),
        bad("only-open.txt", "“".repeat(10_000), End::Told),
        bad("alternating.txt", "“”‘’\"'".repeat(2000), End::Told),
        bad("nested-quotes.txt", "“He said ‘she said ".repeat(2000) + &"no’” ".repeat(3000), SOME),
        bad("nested-brackets.txt", "(".repeat(25_000) + "words in the middle of it" + &")".repeat(25_000), End::Told),
        bad("unclosed-quotes.txt", "“This speech goes on, Mr Lund said.\n\n".repeat(800), SOME),
        bad("names.txt", names.join(" and ") + " said “yes”.", SOME),
        bad("backtracking.txt", ("a".repeat(60) + "!").repeat(300) + "\n" + &"said ".repeat(4000) + "\n" + &" ".repeat(20_000) + "x", SOME),
        bad("aliases.txt", "Mike Waltz (also known as Michael Waltz, also known as Mike Waltz) said “yes”. Mr Waltz, he said, he said.\n".repeat(100), SOME),
        bad("controls.txt", BODY.to_owned() + &(1..32).map(char::from).collect::<String>() + "\u{7f}\u{1b}[31mred\u{1b}[0m", SOME),
        bad("bidi.txt", "Mr \u{202e}gnitnaP\u{202c} Lund said “\u{2067}yes\u{2066} no\u{2069}\u{2069}”.\nInvoice \u{202e}fdp.exe said the source.\n", SOME),
        bad("bidi-open.txt", "\u{202e}\u{202e}\u{2067}".repeat(200) + "Mr Lund said “yes”, and nobody on the quay was surprised.", SOME),
        bad("homoglyphs.txt", "Mаrco Lund said “yes”. Marco Lund said “no”. Ｍａｒｃｏ Ｌｕｎｄ said “perhaps”.\n", SOME),
        bad("joiners.txt", "👨\u{200d}👩\u{200d}👧 Lund said “wow 👍🏽”. Lu\u{200b}nd and Lu\u{ad}nd and Lu\u{2060}nd met on Tuesday.\n".repeat(3), SOME),
        bad("marks.txt", format!("Lu{}nd said “yes” to all of it on Tuesday.\n", "\u{301}\u{316}\u{489}".repeat(3000)), SOME),
        bad("noncharacters.txt", "a\u{fdd0}b\u{fffe}c\u{e000} Lund met the captain on Tuesday morning.\n", SOME),
        bad("dates.txt", "date 0000-00-00\ndate 2025-02-30\nFeb 31, 2025 25:61 PM\n31/12/9999 30/02/2025\n\nThe captain met Mr Lund on the quay.\n", SOME),
        bad("markup.txt", format!("<script>{}</script><img src=x onerror=\"{}\">\n\n“<b>bold</b> &lt;i&gt;” Mr Lund said on Tuesday morning.\n", pwn("txt"), pwn("img")), SOME),
        bad("page-as-text.txt", page("", &prose()), ONE).has("“Nobody"),
        bad("templates.txt", "{{constructor.constructor(\"window.__pwned=1\")()}} ${window.__pwned=1} <%= 1 %>\n\nThe captain met Mr Lund on the quay on Tuesday.\n", SOME),
    ]
}

fn pages() -> Vec<Bad> {
    let p = "<p>The captain met Mr Lund on the quay on Tuesday morning, and nobody was surprised by it.</p>";
    let live = [
        format!("<img src=x onerror=\"{}\"><video><source onerror=\"{}\"></video><details open ontoggle=\"{}\">", pwn("img"), pwn("video"), pwn("toggle")),
        format!("<svg onload=\"{}\"><animate onbegin=\"{}\" attributeName=x dur=1s></svg>", pwn("svg"), pwn("anim")),
        format!("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={}&gt;\"></table></mtext></math>", pwn("mxss")),
        format!("<a href=\"javascript:{}\">a</a><a href=\"&#x6A;ava\tscript&colon;{}\">b</a>", pwn("js"), pwn("js2")),
        "<img src=\"http://127.0.0.1:9/beacon\"><iframe src=\"http://127.0.0.1:9/beacon\"></iframe><form id=document><input name=body></form>".to_owned(),
    ];
    let data = format!(
        "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"<img src=x onerror={}>\",\"url\":\"javascript:window.__pwned=1\"}}</script>",
        pwn("data")
    );
    let title = |title: &str| format!("<meta property=\"og:title\" content=\"{title}\">");
    let mut all = vec![
        bad("bars.html", page(&title("The ferry — - Halden Bay"), p), ONE).has("captain met"),
        bad("repeats.html", page(&title(&p[3..p.len() - 4]), &p.repeat(2)), ONE).has("captain met"),
        bad("live.html", page("<meta http-equiv=refresh content=\"0;url=http://127.0.0.1:9/beacon\"><style>*{display:none!important}</style>", &(live.concat() + p)), ONE).has("captain met"),
        bad("live-data.html", page(&data, p), ONE).has("captain met"),
        bad("live-title.html", page(&format!("<title></title><script>{}</script></title>", pwn("title")), p), ONE),
        bad("deep-b.html", format!("<!doctype html><title>deep</title>{p}{}x", "<b>".repeat(100_000)), ONE).has("captain met"),
        bad("deep-div.html", format!("<!doctype html><title>deep</title>{}{p}", "<div>".repeat(20_000)), ONE).has("captain met"),
        bad("deep-table.html", format!("<!doctype html><title>deep</title>{}{p}", "<table><tr><td>".repeat(2000)), ONE).has("captain met"),
        bad("misnested.html", format!("<!doctype html><title>aaa</title>{}{}{p}", "<a><b><i><u><s>".repeat(1000), "<p>Mr Lund</b></a></i>".repeat(2000)), SOME),
        bad("open-comment.html", format!("<!doctype html><title>c</title>{p}<!-- {}", "x".repeat(2000)), ONE).has("captain met"),
        bad("open-script.html", format!("<!doctype html><title>s</title>{p}<script>var a = 1;{}", " ".repeat(2000)), ONE).has("captain met").lacks("var a"),
        bad("attributes.html", format!("<!doctype html><title>m</title><p {}>The captain met Mr Lund on the quay on Tuesday morning.</p>", (0..6000).map(|at| format!("a{at}=1 ")).collect::<String>()), ONE),
        bad("entities.html", page("", &format!("<p>{}&#x110000;&#xD800;&#0;&#128; The captain met Mr Lund on the quay on Tuesday.</p>", "&amp".repeat(5000))), SOME),
        bad("no-body.html", "<html>", End::Skipped),
        bad("frames.html", "<html><frameset><frame src=\"http://127.0.0.1:9/beacon\"></frameset></html>", End::Skipped),
        bad("data-deep.html", page(&format!("<script type=\"application/ld+json\">{}</script>", "[".repeat(20_000)), p), ONE),
    ];
    all.push(bad("data-broken.html", page("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":[[[null]]],\"datePublished\":12e400}</script>", p), ONE));
    all
}

fn records() -> Vec<Bad> {
    let one = record().to_string();
    let head = "title,author,date,text,url\n";
    let long = "The captain met Mr Lund on the quay on Tuesday morning and nobody was surprised by it.";
    vec![
        bad("deep.json", "[".repeat(100_000), End::Failed),
        bad("deep-objects.json", "{\"a\":".repeat(15_000) + "1" + &"}".repeat(15_000), End::Failed),
        bad("surrogates.json", format!("[{{\"title\":\"Mr Lund \\ud800 meets \\udc00\",\"text\":\"{long} \\uD83D.\"}}]"), ONE).has("captain met"),
        bad("cut.json", &format!("[{one},{one},{one}]")[..one.len() * 2], End::Told),
        bad("bom.json", format!("\u{feff}[{one}]"), ONE),
        bad("utf16.json", wide(&format!("\u{feff}[{one}]"), false), ONE).has("Okafor"),
        bad("nan.json", "[{\"title\":\"a\",\"text\":\"The captain met Mr Lund.\",\"score\":NaN,}]", End::Failed),
        bad("twice.json", format!("[{{\"title\":\"first\",\"title\":\"second\",\"text\":\"{long}\",\"__proto__\":{{\"polluted\":1}}}}]"), ONE),
        bad("types.json", format!("[{{\"title\":null,\"text\":5}},7,null,\"str\",[],{{}},{one}]"), ONE),
        bad("huge-number.json", format!("[{{\"title\":\"n\",\"text\":\"1e99999 \\\" {long}\",\"date\":{},\"ts\":-1e99999}}]", "9".repeat(5000)), ONE).has("1e99999"),
        bad("package.json", "{\"name\":\"x\",\"version\":\"1.0.0\",\"dependencies\":{\"a\":\"^1\"}}", End::Skipped),
        bad("no-articles.json", "{\"status\":\"error\",\"articles\":[]}", End::Skipped),
        bad("markup.json", serde_json::json!([{ "title": format!("</script><script>{}</script>", pwn("json")), "text": format!("<p>{long}</p><script>{}</script><img src=x onerror=\"{}\">", pwn("body"), pwn("img")) }]).to_string(), ONE).has("captain met"),
        bad("breakers.json", serde_json::json!([{ "title": "</script><!--<script>", "author": "=cmd|' /C calc'!A0", "text": format!("a </ScRiPt > b <!-- c --> d ]]> e \u{2028} f `${{x}}`. {long}") }]).to_string(), ONE),
        bad("bad-line.jsonl", format!("{one}\n{}\n\n{}", &one[..50], one.replace("Tuesday", "Monday")), End::Read(Some(2))),
        bad("many-keys.json", format!("[{{\"text\":\"{long}\",{}\"k\":0}}]", (0..4000).map(|at| format!("\"k{at}\":0,")).collect::<String>()), ONE),
        bad("open-quote.csv", format!("{head}a,b,2025-02-18,\"{long},c\nd,e,2025-02-19,text two,u\n"), End::Told),
        bad("stray-quote.csv", format!("{head}a \"quoted\" word,b,2025-02-18,Mr Lund said \"yes\" loudly. {long},u\n"), ONE),
        bad("ragged.csv", format!("{head}a\nb,c,d,e,f,g,h,i\n\n,,,,\nT,A,2025-02-18,{long},u\n"), SOME),
        bad("europe.csv", encoded(&format!("{}Titre;Jean;18/02/2025;\"“Oui”, a déclaré Macron; {long}\";http://x\n", head.replace(',', ";")), encoding_rs::WINDOWS_1252), ONE).has("déclaré"),
        bad("excel.csv", wide(&format!("\u{feff}{}T\tA\t2025-02-18\t{long}\tu\n", head.replace(',', "\t")), false), ONE),
        bad("lines.csv", format!("{head}T,A,2025-02-18,\"Line one\n\nLine \"\"two\"\", he said\r\n{long}\",u\n"), ONE).has("Line \"two\""),
        bad("formula.csv", format!("{head}\"=HYPERLINK(\"\"http://127.0.0.1:9/beacon\"\",\"\"x\"\")\",\"+cmd\",\"@SUM(1)\",\"-2+3 {long}\",\"=1+1\"\n"), ONE),
        bad("columns.csv", (0..6000).map(|at| format!("c{at},")).collect::<String>() + "\n" + &",".repeat(6000) + "\n", End::Skipped),
        bad("quote.csv", "\"", End::Skipped),
        bad("table.csv", "id,price,qty\n1,2.5,3\n2,3.5,4\n", End::Skipped),
        bad("laughs.xml", format!("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"lol\">{}]><rss version=\"2.0\"><channel><title>&j;</title></channel></rss>", (0..9_u8).map(|at| format!("<!ENTITY {} \"{}\">", char::from(b'b' + at), format!("&{};", char::from(b'a' + at)).repeat(10))).collect::<String>()), End::Told),
        bad("entities.xml", format!("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&x;</title><item><title>t</title><description>{long}</description></item></channel></rss>"), ONE).lacks("root:"),
        bad("deep.xml", "<rss version=\"2.0\"><channel>".to_owned() + &"<a>".repeat(10_000), End::Told),
        bad("cdata.xml", format!("<rss version=\"2.0\"><channel><item><title><![CDATA[<script>{}</script>]]></title><link>javascript:window.__pwned=1</link><description><![CDATA[<img src=x onerror=\"{}\"><p>{long}</p>]]></description></item></channel></rss>", pwn("rss"), pwn("rss2")), ONE).has("captain met"),
        bad("cut.xml", format!("<rss version=\"2.0\"><channel><item><title>A</title><description>{long}</description></item><item><title>B</tit"), SOME).has("captain met"),
        bad("nothing.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>", End::Skipped),
    ]
}

fn archives() -> Vec<Bad> {
    let nested = (0..12)
        .fold(zip(&[("a.txt", BODY.as_bytes())]), |inner, at| zip(&[(["a.zip", "b.zip"][at % 2], &inner)]));
    let two = zip(&[("a.txt", BODY.as_bytes()), ("b.txt", BODY.as_bytes())]);
    let mut locked = zip(&[("a.txt", BODY.as_bytes())]);
    for mark in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let at = locked.windows(4).position(|word| word == mark).unwrap();
        locked[at + if mark[2] == 3 { 6 } else { 8 }] |= 1;
    }
    let lines = (record().to_string() + "\n").repeat(50);
    let packed = gzip(lines.as_bytes());
    let small: Vec<(String, String)> = (0..500)
        .map(|at| {
            (format!("d{}/{at}.txt", at % 7), format!("The captain number {at} met Mr Lund on the quay."))
        })
        .collect();
    let small: Vec<(&str, &[u8])> =
        small.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    vec![
        bad(
            "bomb.zip",
            zip(&[("a.txt", &vec![b'A'; 25_000_000]), ("b.txt", &vec![0; 25_000_000])]),
            End::Failed,
        ),
        bad("overlap.zip", overlapping(1000), End::Failed),
        bad("nested.zip", nested, End::Failed),
        bad(
            "traversal.zip",
            zip(&[
                ("../../../etc/passwd", b"root:x"),
                ("C:\\Windows\\a.txt", BODY.as_bytes()),
                ("ok/a.txt", b"The captain met Mr Lund on the quay on Tuesday."),
            ]),
            SOME,
        ),
        bad("locked.zip", locked, End::Failed),
        bad("cut.zip", &two[..two.len() - 60], End::Failed),
        bad("many.zip", zip(&small), End::Read(Some(500))),
        bad(
            "litter.zip",
            zip(&[
                ("__MACOSX/._a.txt", b"\0\x05"),
                (".DS_Store", b"\0\0\0\x01Bud1"),
                ("Thumbs.db", b"\xd0\xcf\x11\xe0"),
                ("a.txt", BODY.as_bytes()),
            ]),
            ONE,
        ),
        bad("bomb.gz", gzip(&vec![0; 50_000_000]), End::Failed),
        bad("cut.jsonl.gz", &packed[..packed.len() - 40], End::Told),
    ]
}

fn documents() -> Vec<Bad> {
    let p = "<w:p><w:r><w:t>The captain met Mr Lund on the quay on Tuesday morning.</w:t></w:r></w:p>";
    let whole = docx(p);
    let parts: String = (0..500)
        .map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n"))
        .collect();
    vec![
        bad("cut.docx", &whole[..whole.len() - 40], End::Failed),
        bad("deep.docx", docx(&"<w:sdt><w:sdtContent>".repeat(20_000)), End::Told),
        bad("bomb.docx", docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "A".repeat(30_000_000))), End::Failed),
        bad("tracked.docx", docx(&format!("{p}<w:p><w:del><w:r><w:delText>DELETED SECRET</w:delText></w:r></w:del><w:ins><w:r><w:t>Inserted.</w:t></w:r></w:ins></w:p>")), ONE).has("captain met").lacks("DELETED"),
        bad("sheet.docx", zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]), End::Failed),
        bad("no-boundary.eml", "From: a@b\r\nTo: c@d\r\nDate: Tue, 18 Feb 2025 10:00:00 +0000\r\nSubject: =?utf-8?Q?Ferry_=E2=80?=\r\nContent-Type: multipart/mixed; boundary=\r\n\r\nThe captain met Mr Lund on the quay on Tuesday.\r\n", End::Told),
        bad("parts.eml", parts + "Content-Type: text/plain\r\n\r\nThe captain met Mr Lund.\r\n", End::Told),
        bad("live.eml", format!("From: x <a@b>\r\nTo: c@d\r\nSubject: t\r\nDate: Tue, 18 Feb 2025 10:00:00 +0000\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The captain met Mr Lund on the quay on Tuesday.</p><script>{}</script><img src=\"http://127.0.0.1:9/beacon\">\r\n", pwn("eml")), ONE).has("captain met"),
        bad("cut.mhtml", "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----MB\"\r\n\r\n------MB\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>The captain met Mr Lund on the quay on Tues=\r\nday. =E2=80=9CYes=E2=80=", ONE).has("captain met"),
        bad("deep.rtf", "{\\rtf1 ".to_owned() + &"{".repeat(15_000) + "The captain met Mr Lund on the quay." + &"}".repeat(15_000) + "}", End::Told),
        bad("binary.rtf", b"{\\rtf1\\ansi The captain {\\*\\bin2147483647 x} met {\\object\\objdata 0105} Mr Lund \\u-10179?\\u-8704? \\'93yes\\'94 on the quay.}".as_slice(), End::Told),
        bad("length.warc", "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The captain met Mr Lund on the quay on Tuesday.</p>", End::Told),
        bad("nested.md", ">".repeat(10_000) + " The captain met Mr Lund\n" + &"[".repeat(8000) + &"*".repeat(8000), End::Told),
        bad("live.md", format!("# <img src=x onerror=\"{}\">\n\n[x](javascript:window.__pwned=1) ![](http://127.0.0.1:9/beacon)\n\nThe captain met Mr Lund on the quay on Tuesday.\n", pwn("md")), ONE),
    ]
}

fn pdfs() -> Vec<Bad> {
    let lines = [
        "The captain met Mr Lund on the quay on Tuesday morning.",
        "“Nobody told us anything,” Ines Okafor said later.",
    ];
    let content = |font: &str| {
        let all =
            lines.iter().enumerate().map(|(at, words)| line(72.0, 700.0 - 14.0 * at as f64, 11.0, words));
        Pdf::of_pages(&[all.collect::<Vec<_>>().concat()], font, "")
    };
    let good = content(HELVETICA);
    let whole = good.bytes(Tables::Written);
    let mut locked = good.clone();
    locked.trailer = "/Encrypt<</Filter/Standard/V 1/R 2/O<41>/U<42>/P -44>>".into();
    // Large letters by the thousand, of which each could begin a paragraph.
    let letter = |at: usize| {
        line(
            if at % 5 < 2 { 5000.0 } else { 72.0 },
            -12.0 * at as f64,
            if at % 5 < 2 { 40.0 } else { 10.0 },
            "Ab",
        )
    };
    let letters = Pdf::of_pages(&[(0..20_000).flat_map(letter).collect()], HELVETICA, "");
    let mut bomb = good.clone();
    bomb.objects[3] = packed(&b"BT /F1 11 Tf (A) Tj ET ".repeat(1_000_000), "");
    let mut twice = good.clone();
    twice.objects[3] = stream(&zlib(&zlib(&vec![b'\n'; 100 << 20])), "/Filter[/FlateDecode/FlateDecode]");
    let mut length = good.clone();
    length.objects[3] = b"<</Length 4 0 R>>\nstream\nBT /F1 11 Tf 72 700 Td (The captain met Mr Lund on the quay on Tuesday.) Tj ET\nendstream".to_vec();
    let mut action = good.clone();
    action.objects[0] = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(window.__pwned=1)>>/AA<</WC<</S/URI/URI(http://127.0.0.1:9/beacon)>>>>>>".to_vec();
    let mut around = whole.clone();
    let at = around.windows(5).rposition(|word| word == b"/Size").unwrap();
    let table = around.windows(6).rposition(|word| word == b"\nxref\n").unwrap() + 1;
    around.splice(at..at, format!("/Prev {table}").into_bytes());
    vec![
        bad("good.pdf", whole.clone(), ONE).has("“Nobody told us anything,”"),
        bad("cut.pdf", &whole[..whole.len() - 300], End::Told),
        bad("half.pdf", &whole[..whole.len() / 3], End::Failed),
        bad("previous.pdf", around, ONE).has("captain met"),
        bad("locked.pdf", locked.bytes(Tables::Written), End::Failed),
        bad("bomb.pdf", bomb.bytes(Tables::Written), End::Failed),
        bad("letters.pdf", letters.bytes(Tables::Packed), End::Told),
        bad("bomb-twice.pdf", twice.bytes(Tables::Packed), End::Failed),
        bad("length.pdf", length.bytes(Tables::Written), ONE).has("captain met"),
        bad("action.pdf", action.bytes(Tables::Written), ONE).has("captain met"),
        bad(
            "matrix.pdf",
            content(&format!(
                "<</Type/Font/Subtype/Type1/BaseFont/X/FontMatrix[1 0 0 1 0 (1\\); {}//)]>>",
                pwn("pdf")
            ))
            .bytes(Tables::Written),
            ONE,
        )
        .has("captain met"),
        bad(
            "scan.pdf",
            Pdf::of_pages(&[b"0 0 100 100 re f".to_vec()], HELVETICA, "").bytes(Tables::Written),
            End::Failed,
        ),
        bad("head.pdf", "%PDF-1.7", End::Failed),
        bad("junk.pdf", [b"junk\n".repeat(100), whole].concat(), ONE).has("captain met"),
        bad("page.pdf", page("", &prose()), ONE).has("“Nobody"),
    ]
}

fn no_articles() -> Vec<Bad> {
    let noise: Vec<u8> = (0..30_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    vec![
        bad("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), End::Skipped),
        bad("noise.txt", noise.clone(), End::Skipped),
        bad("picture.txt", [b"\x89PNG\r\n\x1a\n".as_slice(), &noise[..4000]].concat(), End::Skipped),
        bad("program", [b"\x7fELF\x02\x01\x01".as_slice(), &[0; 500]].concat(), End::Skipped),
        bad("program.docx", [b"MZ\x90\0".as_slice(), &[0; 500]].concat(), End::Failed),
        bad("old.doc", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 2000]].concat(), End::Failed),
        bad("base.db", [b"SQLite format 3\0".as_slice(), &[0; 500]].concat(), End::Skipped),
        bad("module.html", [b"\0asm\x01\0\0\0".as_slice(), &[0; 100]].concat(), End::Skipped),
        bad("code.js", "function f(a) { return a.b(c); } var x = f(1);\n".repeat(9), End::Skipped),
    ]
}
