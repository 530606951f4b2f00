//! What a style takes and what it refuses, and that the built-in one is that of GB/T 9704.

use super::*;

fn refused(text: &str) -> StyleError {
    read(text).expect_err("no style")
}

#[test]
fn what_is_left_out_is_as_in_the_standard() {
    let style = read("").expect("a style");
    assert_eq!(style, Style::default());
    let page = style.page;
    assert_eq!((page.width, page.height, page.top, page.binding), (21_000, 29_700, 3_700, 2_800));
    assert_eq!((page.text_width, page.text_height, page.lines, page.characters), (15_600, 22_500, 22, 28));
    assert_eq!(style.title.half_points, 44);
    assert!(style.headings.iter().chain([&style.body]).all(|face| face.half_points == 32));
    assert_eq!(style.page_number.half_points, 28);
    let fonts: Vec<&str> = style.headings.iter().map(Face::font).collect();
    assert_eq!(fonts, ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]);
    assert!(style.faces().all(|face| face.fonts.len() > 1 && face.latin.len() > 1));
    assert_eq!(page.check(), Ok(()));
}

#[test]
fn what_is_said_stands_and_the_rest_stays() {
    let text = "\u{feff}[page]\ntop = 35.5\nlines = 24\n[body]\nfont = \"仿宋\"\nsize = 15.5\n[title]\nsize = \"小一\"\nbold = true\n";
    let style = read(text).expect("a style");
    assert_eq!((style.page.top, style.page.lines, style.page.binding), (3_550, 24, 2_800));
    assert_eq!((style.body.font(), style.body.half_points), ("仿宋", 31));
    assert_eq!((style.title.half_points, style.title.bold), (48, true));
    assert_eq!(style.body.latin, Style::default().body.latin);
}

#[test]
fn a_key_that_is_not_there_names_the_nearest() {
    for (text, key, nearest) in [
        ("[bodi]\nsize = 12", "bodi", "body"),
        ("[body]\nsise = 12", "body.sise", "size"),
        ("[page]\ntopp = 12\n", "page.topp", "top"),
        ("[page]\ntext_widht = 12\n", "page.text_widht", "text_width"),
        ("font = \"a\"", "font", ""),
    ] {
        let error = refused(text);
        assert_eq!((error.key, error.values[0].1.as_str()), ("paper-style-unknown", key));
        assert!(nearest.is_empty() || error.values[1].1 == nearest, "{error}");
        assert!(error.message(Lang::Zh).contains(key));
    }
}

#[test]
fn a_value_that_means_nothing_is_refused_with_its_place() {
    for (text, key) in [
        ("[body]\nsize = \"大号\"", "body.size"),
        ("[body]\nsize = 15.3", "body.size"),
        ("[body]\nsize = 3", "body.size"),
        ("[body]\nsize = -3", "body.size"),
        ("[body]\nsize = nan", "body.size"),
        ("[body]\nfont = []", "body.font"),
        ("[body]\nfont = [1]", "body.font"),
        ("[body]\nfont = \"a,b\"", "body.font"),
        ("[body]\nbold = 1", "body.bold"),
        ("[page]\ntop = \"37mm\"", "page.top"),
        ("[page]\ntop = 37.001", "page.top"),
        ("[page]\nlines = 0", "page.lines"),
        ("[page]\nlines = 2.5", "page.lines"),
        ("[page]\nwidth = 9999999999999999", "page.width"),
        ("body = 1", "body"),
    ] {
        let error = refused(text);
        assert_eq!((error.key, error.values[0].1.as_str()), ("paper-style-value", key), "{text}");
    }
    assert_eq!(refused("[body").key, "paper-style-malformed");
    for page in ["width = 180", "height = 260", "characters = 100", "lines = 1", "number_below = 60"] {
        assert_eq!(refused(&format!("[page]\n{page}")).key, "paper-style-page", "{page}");
    }
}

#[test]
fn the_commented_style_that_a_new_job_has_is_the_built_in_one() {
    let commented = include_str!("../../../cli/skeleton/word.toml");
    assert_eq!(read(commented), Ok(Style::default()));
    let used: String = commented
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| {
            line.starts_with('[') || line.contains(" = ") && line.is_char_boundary(1) && line.as_bytes()[0].is_ascii()
        })
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(Style::empty().with(&used), Ok(Style::default()));
    assert_eq!(
        used.lines().count(),
        OFFICIAL.lines().filter(|line| line.contains(" = ") || line.starts_with('[')).count()
    );
}
