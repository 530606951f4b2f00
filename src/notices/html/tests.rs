//! Pages and the text that they show.

use super::*;

fn shown(page: &str) -> String {
    read(page.as_bytes()).expect("a page").text
}

#[test]
fn blocks_are_lines_and_white_space_is_one_space() {
    let cases = [
        ("<p>一</p><p>二</p>", "一\n二\n"),
        ("<div>a\n  b<br>c</div>d", "a b\nc\nd"),
        ("<p>8371<b>万</b>元，<span> 29</span>%", "8371万元， 29%\n"),
        ("<p>1<p>2<div>3</div>4", "1\n2\n3\n4"),
        ("<ul><li>1<li>2<ul><li>3</ul></ul>4", "1\n2\n3\n4"),
        ("<pre>\n1\n  2</pre>3", "1\n  2\n3"),
        ("a<br><br>b", "a\n\nb"),
        ("&lt;1&gt;&nbsp;&#20803;&yen;&hellip;&amp;copy", "<1>\u{a0}元¥…&copy"),
        ("<p>1\u{3000}2\u{a0} 3", "1\u{3000}2\u{a0} 3\n"),
        ("</p></td></x>1<td>2</tr>", "12"),
    ];
    for (page, text) in cases {
        assert_eq!(shown(page), text, "{page}");
    }
}

#[test]
fn what_is_not_shown_is_left_out() {
    let cases = [
        "<title>9</title>1",
        "<script>if (a < 9) document.write('<p>9')</script>1",
        "<style>p { width: 9px }</style>1",
        "<!-- 9 -->1<!--[if mso]>9<![endif]-->",
        "<span style='DISPLAY : none;color:red'>9<b>9</b></span>1",
        "<span hidden>9</span>1",
        "<p hidden>9<div>1",
        "<select><option>9</select>1",
        "<svg><text>9</text><path/><g>9</g></svg>1",
        "<noscript>9</noscript><template>9</template>1",
        "<ruby><rt>9</rt></ruby>1",
    ];
    for page in cases {
        assert_eq!(shown(page).trim(), "1", "{page}");
    }
    assert_eq!(shown("<p>1<span hidden>9</p>2"), "1\n2");
    let remarks = read(b"1<iframe src=x>9</iframe>").expect("a page").remarks;
    assert_eq!(remarks, [crate::findings::Code("notice-embedded-left-out")]);
}

#[test]
fn what_a_page_calls_its_figures_is_marked() {
    let page = "<p>销售<data value='2701640' data-figure='sales.weight[city=a&amp;b]@2021-07'>2701.64<b>吨</b></data>，\
        <data value=1>一</data> <data data-figure=''>2</data><table><tr><td><data data-figure=x> 3 </data></td>\
        <td><data data-figure=y>4 <data>5</data> 6</table><data data-figure=z>7";
    let notice = read(page.as_bytes()).expect("a page");
    assert_eq!(notice.text, "销售2701.64吨，一 2\n3\t4 5 6\n7");
    let marks: Vec<_> = notice.marks.iter().map(|mark| (mark.start, mark.end, &*mark.id)).collect();
    assert_eq!(marks, [(2, 10, "sales.weight[city=a&b]@2021-07"), (15, 16, "x"), (17, 22, "y"), (23, 24, "z")]);
    let nested = "<data data-figure=a>1<data data-figure=b>2</data>3</data>4</data>5";
    let notice = read(nested.as_bytes()).expect("a page");
    let marks: Vec<_> = notice.marks.iter().map(|mark| (mark.start, mark.end, &*mark.id)).collect();
    assert_eq!((notice.text.as_str(), marks), ("12345", vec![(0, 3, "a"), (1, 2, "b")]));
}

#[test]
fn what_a_page_sets_apart_is_left_out_and_said() {
    let page = "<p>1</p><section data-audit=aside><h2>9</h2><data data-figure=x>9</data></section>\
        <p data-audit='else'>2<br data-audit=aside>3";
    let notice = read(page.as_bytes()).expect("a page");
    assert_eq!((notice.text.as_str(), notice.marks.len()), ("1\n2\n3\n", 0));
    assert_eq!(notice.remarks, [crate::findings::Code("notice-aside-left-out")]);
}

#[test]
fn tables_are_rows_of_cells() {
    let table = "<table><caption>表</caption><thead><tr><th>城市<th>签约<br>金额</thead>
        <tr><td><p>杭州</p></td><td><p>1.5</p></td></tr><tr hidden><td>9<td>9<tr><td>宁波<td hidden>9<td></table>后";
    assert_eq!(shown(table), "表\n城市\t签约 金额\n杭州\t1.5\n宁波\t\n后");
    let layout = "<table><tr><td><p>第一段。</p><p>第二段</p><table><tr><td>a<td>b</table></td></tr></table>";
    assert_eq!(shown(layout), "第一段。\n第二段\na\tb\n");
}

#[test]
fn the_encoding_is_found() {
    let gbk = |page: &str| encoding_rs::GB18030.encode(page).0.into_owned();
    let of = |bytes: &[u8]| read(bytes).expect("a page").text;
    assert_eq!(of(&gbk("<meta charset='gb2312'><p>联通")), "联通\n");
    let long = "<meta http-equiv=Content-Type content=\"text/html; charset=GBK\"><p>销售农特产品二千吨";
    assert_eq!(of(long.as_bytes()), "销售农特产品二千吨\n");
    assert_eq!(of(&gbk(long)), "销售农特产品二千吨\n");
    assert_eq!(of(&gbk("<p>销售")), "销售\n");
    assert_eq!(of("\u{feff}<meta charset=gbk><p>销售".as_bytes()), "销售\n");
    let utf16: Vec<u8> = "\u{feff}<p>销售".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(of(&utf16), "销售\n");
}

#[test]
fn depth_and_time_are_bounded() {
    let deep = |tag: &str, count: usize| read(tag.repeat(count).as_bytes()).map_err(|error| error.code.0);
    assert_eq!(deep("<div>", 600).err(), Some("notice-nested-too-deep"));
    assert_eq!(deep("<table><tr><td>", 100).err(), Some("notice-nested-too-deep"));
    for tag in
        ["<span>1", "<p>1", "<li>1", "<b hidden></b>", "</div>", "<tr><td>", "&amp;", "<!--", "<a x='", "<a x=1 "]
    {
        assert!(deep(tag, 50_000).is_ok(), "{tag}");
    }
    let wide = format!("<table>{}", "<div>".repeat(500)) + &"<tr><td>1</td></tr></p></li>".repeat(30_000);
    assert!(read(wide.as_bytes()).is_ok());
    let unmatched = "<span hidden>".repeat(500) + &"</b><li>".repeat(200_000);
    assert!(read(unmatched.as_bytes()).is_ok());
    assert_eq!(shown(&"1".repeat(1 << 20)).len(), 1 << 20);
}
