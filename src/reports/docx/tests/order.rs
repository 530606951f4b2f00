//! The order of children as ECMA-376 has it (transitional, wml.xsd, dml-main.xsd, dml-wordprocessingDrawing.xsd), for the
//! elements that these documents use: an element that stands here without another one's leave, or after it, fails.

use quick_xml::Reader;
use quick_xml::events::Event;

/// How often a child may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Children in this order, each at most once.
    Sequence,
    /// Children of these names, in any order and number.
    Any,
    /// The first names in their order, at most once each; those behind `*` in any order and number.
    Opening,
}

use Rule::{Any, Opening, Sequence};

const RUN: &str = "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid \
    vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang \
    eastAsianLayout specVanish oMath";
const PARAGRAPH: &str = "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd \
    tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange";
const SETTINGS: &str = "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins \
    alignBordersAndEdges gutterAtTop proofState attachedTemplate trackRevisions documentProtection defaultTabStop \
    autoHyphenation evenAndOddHeaders bookFoldPrinting drawingGridHorizontalSpacing characterSpacingControl updateFields \
    footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping captions shapeDefaults decimalSymbol \
    listSeparator";

/// Elements with their rule and their children, prefixes left out.
const CHILDREN: &[(&str, Rule, &str)] = &[
    // Packages.
    ("Types", Any, "Default Override"),
    ("Relationships", Any, "Relationship"),
    ("coreProperties", Any, "title language"),
    ("datastoreItem", Sequence, "schemaRefs"),
    ("schemaRefs", Any, "schemaRef"),
    ("figures", Any, "figure"),
    // Documents.
    ("document", Sequence, "background body"),
    ("body", Opening, "* p tbl sdt sectPr"),
    ("ftr", Opening, "* p tbl"),
    ("p", Opening, "pPr * r sdt fldSimple"),
    ("pPr", Sequence, PARAGRAPH),
    ("tabs", Any, "tab"),
    ("r", Opening, "rPr * t br tab drawing"),
    ("rPr", Sequence, RUN),
    ("fldSimple", Opening, "fldData * r"),
    ("sdt", Sequence, "sdtPr sdtEndPr sdtContent"),
    (
        "sdtPr",
        Sequence,
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text richText",
    ),
    ("sdtContent", Opening, "* bookmarkStart r bookmarkEnd tbl"),
    // Tables.
    ("tbl", Opening, "tblPr tblGrid * tr"),
    (
        "tblPr",
        Sequence,
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    ),
    ("tblBorders", Sequence, "top left bottom right insideH insideV"),
    ("tblCellMar", Sequence, "top left bottom right"),
    ("tblGrid", Opening, "* gridCol"),
    ("tr", Opening, "tblPrEx trPr * tc"),
    ("trPr", Any, "cnfStyle cantSplit trHeight tblHeader"),
    ("tc", Opening, "tcPr * p tbl"),
    (
        "tcPr",
        Sequence,
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers",
    ),
    // Sections.
    (
        "sectPr",
        Opening,
        "* headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols \
         formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    // Pictures.
    ("drawing", Sequence, "inline"),
    ("inline", Sequence, "extent effectExtent docPr cNvGraphicFramePr graphic"),
    ("cNvGraphicFramePr", Sequence, "graphicFrameLocks"),
    ("graphic", Sequence, "graphicData"),
    ("graphicData", Sequence, "pic"),
    ("pic", Sequence, "nvPicPr blipFill spPr"),
    ("nvPicPr", Sequence, "cNvPr cNvPicPr"),
    ("blipFill", Sequence, "blip srcRect tile stretch"),
    ("stretch", Sequence, "fillRect"),
    ("spPr", Sequence, "xfrm custGeom prstGeom"),
    ("xfrm", Sequence, "off ext"),
    ("prstGeom", Sequence, "avLst"),
    // Styles, fonts, settings.
    ("styles", Opening, "docDefaults latentStyles * style"),
    ("docDefaults", Sequence, "rPrDefault pPrDefault"),
    ("rPrDefault", Sequence, "rPr"),
    (
        "style",
        Sequence,
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal \
         personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    ("fonts", Opening, "* font"),
    ("font", Sequence, "altName panose1 charset family notTrueType pitch sig"),
    ("settings", Sequence, SETTINGS),
    (
        "compat",
        Sequence,
        "spaceForUL balanceSingleByteDoubleByteWidth ulTrailSpace doNotExpandShiftReturn adjustLineHeightInTable useFELayout \
         compatSetting",
    ),
];

/// An element that is open: its name, and how far its children have come.
struct Opened {
    name: String,
    reached: Option<usize>,
    children: usize,
}

/// Fails where a part is not well-formed, or a child has no leave to stand where it does.
pub(super) fn check(part: &str, xml: &str) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Opened> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{part}: {error}")) {
            Event::Start(start) => {
                let name = start.local_name().as_ref().to_owned();
                assert!(start.attributes().all(|attribute| attribute.is_ok()), "{part}: attributes of {name}");
                if let Some(parent) = open.last_mut() {
                    enter(part, parent, &name);
                }
                open.push(Opened { name, reached: None, children: 0 });
            }
            Event::End(_) => {
                let closed = open.pop().expect("an open element");
                let needs_child = ["tc", "body", "ftr", "tr", "sdtContent", "tblGrid"].contains(&closed.name.as_str());
                assert!(!needs_child || closed.children > 0, "{part}: {} is empty", closed.name);
            }
            Event::Text(text) => characters(part, &text.xml10_content()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{part} ends early");
}

/// Characters that XML 1.0 allows.
fn characters(part: &str, text: &str) {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "{part}: {text:?}");
}

fn enter(part: &str, parent: &mut Opened, child: &str) {
    let found = CHILDREN.iter().find(|(name, _, _)| *name == parent.name);
    let (_, rule, children) = found.unwrap_or_else(|| panic!("{part}: {} has children", parent.name));
    let children: Vec<&str> = children.split_whitespace().collect();
    let place = children.iter().position(|name| *name == child);
    let place = place.unwrap_or_else(|| panic!("{part}: {child} in {}", parent.name));
    let free = match rule {
        Sequence => children.len(),
        Any => 0,
        Opening => children.iter().position(|name| *name == "*").unwrap_or(children.len()),
    };
    if place < free {
        assert!(
            parent.reached.is_none_or(|reached| reached < place),
            "{part}: {child} in {} stands too late",
            parent.name
        );
    }
    parent.reached = Some(place.max(parent.reached.unwrap_or_default()));
    parent.children += 1;
}
