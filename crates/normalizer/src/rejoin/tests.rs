//! A made-up sheet is cut into pages as a spreadsheet prints it, and put together again.

use biaodan_model::{Axis, BBox, Canvas, Doubt, Drawing, Font, Glyph, Grade, Origin, Page, PageStatus, Ruling, Turn, Visibility};

use super::rejoin;

const EM: f32 = 10.0;
const MARGIN: f32 = 30.0;

/// A sheet of texts in cells, with the rules around them.
#[derive(Clone)]
struct Sheet {
    texts: Vec<(&'static str, f32, f32)>,
    rows: Vec<f32>,
    /// x of a column's border, and from which y to which.
    columns: Vec<(f32, f32, f32)>,
}

/// A form 800 pt wide and 900 pt high; the title, a goal and a label cross its middle.
fn form(department: &'static str, goal: &'static str) -> Sheet {
    let mut texts = vec![
        ("部门整体预算绩效目标申报表", 335.0, 20.0),
        (department, 370.0, 50.0),
        (goal, 110.0, 250.0),
        ("绩效指标说明", 10.0, 455.0),
    ];
    texts.extend([("基本支出", 120.0, 90.0), ("1,234.50", 300.0, 90.0), ("财政拨款", 420.0, 90.0), ("88.00", 700.0, 90.0)]);
    texts.extend([("数量指标", 120.0, 700.0), ("时效指标", 120.0, 800.0), ("完成率", 420.0, 700.0), ("≥95%", 700.0, 800.0)]);
    let rows = vec![40.0, 70.0, 110.0, 200.0, 300.0, 400.0, 460.0, 600.0, 750.0, 900.0];
    let columns = vec![(0.0, 40.0, 900.0), (100.0, 40.0, 900.0), (400.0, 70.0, 200.0), (400.0, 300.0, 900.0)];
    let columns = columns.into_iter().chain([(650.0, 70.0, 200.0), (650.0, 300.0, 900.0), (800.0, 40.0, 900.0)]).collect();
    Sheet { texts, rows, columns }
}

/// One page that shows this window of the sheet; cells that reach into it are drawn in full.
fn print(sheet: &Sheet, number: u32, window: BBox) -> Page {
    let (dx, dy) = (MARGIN - window.x0, MARGIN - window.y0);
    let mut drawing = Drawing { fonts: vec![Font::default()], ..Drawing::default() };
    for (text, x, y) in &sheet.texts {
        let glyphs: Vec<Glyph> =
            text.chars().enumerate().map(|(i, ch)| glyph(ch, x + i as f32 * EM, *y, &window, dx, dy)).collect();
        let cell = glyphs.iter().fold(BBox::EMPTY, |b, g| b.union(&g.bbox)).shifted(-dx, -dy);
        let grown = BBox { y0: cell.y0 - 30.0, y1: cell.y1 + 30.0, ..cell };
        if !grown.intersection(&window).is_empty() {
            drawing.glyphs.extend(glyphs);
        }
    }
    let rows = sheet.rows.iter().map(|y| (Axis::Horizontal, *y, 0.0, 800.0));
    let columns = sheet.columns.iter().map(|c| (Axis::Vertical, c.0, c.1, c.2));
    drawing.rulings =
        rows.chain(columns).filter_map(|(axis, at, from, to)| ruling(axis, at, from, to, &window, dx, dy)).collect();
    page(number, drawing)
}

fn page(number: u32, drawing: Drawing) -> Page {
    let (width, height) = (Some(595.0), Some(842.0));
    let (text_from, status) = (Origin::TextLayer, PageStatus::Extracted);
    Page {
        number,
        label: None,
        width,
        height,
        text_from,
        status,
        reason: None,
        lines: Vec::new(),
        drawing,
        grade: Grade::Text,
        upright: None,
        beside: None,
    }
}

fn glyph(ch: char, x: f32, y: f32, window: &BBox, dx: f32, dy: f32) -> Glyph {
    let bbox = BBox { x0: x, y0: y - 8.0, x1: x + EM, y1: y + 2.0 };
    let visibility = if window.holds(bbox.center()) { Visibility::Visible } else { Visibility::Clipped };
    Glyph {
        ch,
        bbox: bbox.shifted(dx, dy),
        baseline: y + dy,
        size: EM,
        font: 0,
        turn: Turn::Upright,
        visibility,
        confidence: 1.0,
    }
}

fn ruling(axis: Axis, at: f32, from: f32, to: f32, window: &BBox, dx: f32, dy: f32) -> Option<Ruling> {
    let (low, high, start, end, across, along) = match axis {
        Axis::Horizontal => (window.y0, window.y1, window.x0, window.x1, dy, dx),
        Axis::Vertical => (window.x0, window.x1, window.y0, window.y1, dx, dy),
    };
    let (from, to) = (from.max(start), to.min(end));
    (low <= at && at <= high && from < to).then_some(Ruling {
        axis,
        at: at + across,
        from: from + along,
        to: to + along,
        thickness: 0.5,
    })
}

/// The four quarters, over then down.
fn quarters(sheet: &Sheet, numbers: [u32; 4]) -> Vec<Page> {
    let windows =
        [(0.0, 0.0, 400.0, 460.0), (400.0, 0.0, 800.0, 460.0), (0.0, 460.0, 400.0, 900.0), (400.0, 460.0, 800.0, 900.0)];
    let window = |w: (f32, f32, f32, f32)| BBox { x0: w.0, y0: w.1, x1: w.2, y1: w.3 };
    windows.into_iter().zip(numbers).map(|(w, n)| print(sheet, n, window(w))).collect()
}

fn halves(sheet: &Sheet, numbers: [u32; 2]) -> Vec<Page> {
    let window = |x0| BBox { x0, y0: 0.0, x1: x0 + 400.0, y1: 900.0 };
    vec![print(sheet, numbers[0], window(0.0)), print(sheet, numbers[1], window(400.0))]
}

fn numbers(canvas: &Canvas) -> Vec<u32> {
    canvas.pages.iter().map(|p| p.number).collect()
}

fn text(canvas: &Canvas) -> String {
    let mut chars: Vec<char> = canvas.pages.iter().flat_map(|p| &p.drawing.glyphs).map(|g| g.ch).collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

fn sorted(sheet: &Sheet) -> String {
    let mut chars: Vec<char> = sheet.texts.iter().flat_map(|t| t.0.chars()).collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

const GOAL: &str = "完善困难家庭动态管理并持续推进跨部门数据共享切实保障群众合法权益形成长效机制";
const OTHER_GOAL: &str = "统筹做好专项资金的监督检查着力加强基层干部业务培训确保各项任务按期全部完成好";

#[test]
fn four_quarters_in_any_order_with_another_page_between_become_the_sheet() {
    let sheet = form("云溪县档案馆", GOAL);
    let mut pages = quarters(&sheet, [4, 1, 5, 2]);
    pages.push(page(
        3,
        Drawing { glyphs: vec![glyph('3', 300.0, 400.0, &BBox::of((0.0, 595.0), (0.0, 842.0)), 0.0, 0.0)], ..Drawing::default() },
    ));
    pages.sort_by_key(|p| p.number);
    let canvases = rejoin(pages);
    assert_eq!(canvases.iter().map(numbers).collect::<Vec<_>>(), [vec![4, 1, 5, 2], vec![3]]);
    assert_eq!(text(&canvases[0]), sorted(&sheet), "each character once");
    assert!(canvases[0].doubts.is_empty());
    let last = &canvases[0].pages[3];
    assert!((last.dx - 400.0).abs() < 0.5 && (last.dy - 460.0).abs() < 0.5, "{} {}", last.dx, last.dy);
}

#[test]
fn a_border_at_the_cut_is_no_border_where_a_text_crosses_it() {
    let sheet = form("云溪县档案馆", GOAL);
    let mut pages = halves(&sheet, [1, 2]);
    pages[0].drawing.rulings.push(Ruling {
        axis: Axis::Vertical,
        at: MARGIN + 400.0,
        from: MARGIN + 40.0,
        to: MARGIN + 900.0,
        thickness: 0.5,
    });
    let canvases = rejoin(pages);
    let at_cut = |y: f32| {
        let of_cut = |r: &&Ruling| r.axis == Axis::Vertical && (r.at - MARGIN - 400.0).abs() < 1.0;
        canvases[0].pages[0].drawing.rulings.iter().filter(of_cut).any(|r| r.from - MARGIN < y && y < r.to - MARGIN)
    };
    assert!(!at_cut(250.0), "the goal's cell goes on");
    assert!(at_cut(90.0), "the amounts' cells end");
}

#[test]
fn a_sheet_without_its_right_half_lacks_a_part() {
    let canvases = rejoin(vec![halves(&form("云溪县档案馆", GOAL), [1, 2]).remove(0)]);
    assert_eq!(canvases[0].doubts, [Doubt::PartMissing]);
    assert!(canvases[0].pages[0].drawing.glyphs.iter().all(|g| g.visibility == Visibility::Visible));
}

#[test]
fn halves_of_two_sheets_of_one_form_go_with_the_text_that_the_border_cuts() {
    let (one, two) = (form("云溪县档案馆", GOAL), form("南山市体育局", OTHER_GOAL));
    let mut pages = halves(&one, [1, 4]);
    pages.extend(halves(&two, [3, 2]));
    pages.sort_by_key(|p| p.number);
    let canvases = rejoin(pages);
    assert_eq!(canvases.iter().map(numbers).collect::<Vec<_>>(), [vec![1, 4], vec![3, 2]]);
    assert_eq!(text(&canvases[1]), sorted(&two));
}

#[test]
fn lines_that_a_printer_cut_within_a_character_prove_the_halves() {
    let mut sheet = form("云溪县档案馆", GOAL);
    sheet.texts[1].1 += 3.0;
    sheet.texts[2].1 += 4.0;
    let mut pages = halves(&sheet, [1, 2]);
    for page in &mut pages {
        page.drawing.glyphs.retain(|g| g.visibility == Visibility::Visible);
    }
    let canvases = rejoin(pages);
    assert_eq!(canvases.iter().map(numbers).collect::<Vec<_>>(), [vec![1, 2]]);
    assert_eq!(text(&canvases[0]), sorted(&sheet));
    assert!(canvases[0].doubts.is_empty());
}

#[test]
fn two_forms_that_show_the_same_labels_at_the_same_places_stay_apart() {
    let whole = |sheet: &Sheet, number| print(sheet, number, BBox { x0: 0.0, y0: 0.0, x1: 800.0, y1: 900.0 });
    let mut pages = vec![whole(&form("云溪县档案馆", GOAL), 1), whole(&form("南山市体育局", OTHER_GOAL), 2)];
    let mut hidden = pages[0].drawing.glyphs[0];
    hidden.visibility = Visibility::Invisible;
    pages[0].drawing.glyphs.push(hidden);
    let canvases = rejoin(pages);
    assert_eq!(canvases.iter().map(numbers).collect::<Vec<_>>(), [[1], [2]]);
    assert!(canvases.iter().all(|c| c.doubts.is_empty()));
    assert!(canvases[0].pages[0].drawing.glyphs.iter().all(|g| g.visibility == Visibility::Visible));
}
