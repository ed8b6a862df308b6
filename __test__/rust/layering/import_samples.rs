//! Small source trees with and without import cycles.

use super::imports::Imports;

/// Returns the files of each cycle in a tree.
fn circles(tree: &[(&str, &str)]) -> Vec<Vec<String>> {
    Imports::new(tree).circles().into_iter().map(|circle| circle.files.into_iter().collect()).collect()
}

#[test]
fn two_files_that_import_each_other_are_reported() {
    for (first, second) in [
        ("use super::b::B; pub struct A;", "use super::a::A; pub struct B;"),
        ("use crate::x::b::B; pub struct A;", "use crate::x::a::A; pub struct B;"),
        ("use super::{b::{B, C}, other}; pub struct A;", "use crate::{x::{a::A}}; pub struct B; pub struct C;"),
        ("use super::b; pub struct A; fn f() { b::g(); }", "use super::a; pub fn g() -> a::A { todo() }"),
        ("pub struct A; fn f() { super::b::g(); }", "pub fn g() -> crate::x::a::A { todo() }"),
        ("use super::b::B as Other; pub struct A;", "use super::a::{self as first}; pub struct B(first::A);"),
        ("use super::b::*; pub struct A; fn f(b: B) {}", "use super::a::*; pub struct B; fn f(a: A) {}"),
        ("pub struct A; fn f() { use super::b::B; }", "pub struct B; mod inner { use super::super::a::A; }"),
        ("pub const A: u8 = super::b::B;", "pub static B: u8 = 1; fn f() -> u8 { super::a::A }"),
        ("pub trait A { fn f(b: super::b::B); }", "pub enum B {} impl super::a::A for B {}"),
        ("pub struct A; macro_rules! m { () => { $crate::x::b::B } }", "use super::a::A; pub struct B;"),
        ("#[cfg(feature = \"testing\")] use super::b::B; pub struct A;", "use super::a::A; pub struct B;"),
    ] {
        let tree = [("lib.rs", "mod x;"), ("x/mod.rs", "mod a; mod b;"), ("x/a.rs", first), ("x/b.rs", second)];
        assert_eq!(circles(&tree), [["x/a.rs", "x/b.rs"]], "{first} {second}");
    }
}

#[test]
fn three_files_that_import_each_other_are_reported() {
    let tree = [
        ("lib.rs", "pub mod a; pub mod b; pub mod c; pub mod d;"),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "use super::{c}; pub struct B(c::C);"),
        ("c.rs", "use crate::{a::{A}, d::D}; pub struct C;"),
        // Not part of the cycle.
        ("d.rs", "pub struct D;"),
    ];
    assert_eq!(circles(&tree), [["a.rs", "b.rs", "c.rs"]]);
}

#[test]
fn a_circle_through_reexports_is_reported_with_the_files_that_define_the_names() {
    let reexported = [
        ("lib.rs", "pub mod x; pub mod y;"),
        ("x/mod.rs", "mod a; mod deep; pub use a::A; pub(crate) use deep::*;"),
        ("x/a.rs", "use crate::y::B; pub struct A;"),
        ("x/deep.rs", "pub struct Deep;"),
        ("y/mod.rs", "mod b; pub use self::b::{B as Renamed, B};"),
        ("y/b.rs", "use crate::x::A; pub struct B;"),
    ];
    assert_eq!(circles(&reexported), [["x/a.rs", "y/b.rs"]]);
    let of_everything = [
        ("lib.rs", "pub mod x; pub mod y;"),
        ("x/mod.rs", "mod a; pub use a::*;"),
        ("x/a.rs", "use crate::y::Renamed; pub struct A;"),
        ("y/mod.rs", "mod b; pub use b::B as Renamed;"),
        ("y/b.rs", "use crate::x::A; pub struct B;"),
    ];
    assert_eq!(circles(&of_everything), [["x/a.rs", "y/b.rs"]]);
}

#[test]
fn two_circles_are_two_and_a_report_says_what_ties_each() {
    let tree = [
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::B;\npub struct A;"),
        ("b.rs", "use crate::a::A; pub struct B;"),
        ("c.rs", "use crate::{d::D, a::A}; pub struct C;"),
        ("d.rs", "\n\nuse crate::c::C; pub struct D;"),
    ];
    let circles = Imports::new(&tree).circles();
    let reports: Vec<String> = circles.iter().map(ToString::to_string).collect();
    assert_eq!(
        reports,
        [
            "a.rs, b.rs:\n  src/a.rs:1 uses crate::b::B of b.rs\n  src/b.rs:1 uses crate::a::A of a.rs\n",
            "c.rs, d.rs:\n  src/c.rs:1 uses crate::d::D of d.rs\n  src/d.rs:3 uses crate::c::C of c.rs\n",
        ]
    );
}

#[test]
fn a_circle_between_folders_is_reported_where_their_files_import_each_other() {
    let tree = [
        ("lib.rs", "mod x; mod y;"),
        ("x/mod.rs", "pub mod a; pub fn f() -> crate::y::b::B { todo() }"),
        ("x/a.rs", "pub struct A;"),
        ("y/mod.rs", "pub mod b;"),
        ("y/b.rs", "use crate::x; pub struct B; fn g() { x::f(); }"),
    ];
    assert_eq!(circles(&tree), [["x/mod.rs", "y/b.rs"]]);
}

#[test]
fn imports_in_one_direction_are_no_circle() {
    for (first, second) in [
        ("use super::b::B; pub struct A;", "pub struct B;"),
        // Names in comments, in strings and of other crates.
        ("use super::b::B; pub struct A;", "// use super::a::A;\npub struct B; const N: &str = \"super::a::A\";"),
        ("use super::b::B; pub struct A;", "use other::x::a::A; pub struct B;"),
        // An import of a module whose items are not used.
        ("use super::b::B; pub struct A;", "use super::a; pub struct B;"),
        // Tests.
        ("use super::b::B; pub struct A;", "pub struct B; #[cfg(test)] mod tests { use super::super::a::A; }"),
        ("use super::b::B; pub struct A;", "pub struct B; #[cfg(test)] fn f() -> super::a::A { todo() }"),
        // A field and a method are not functions of a module.
        ("use super::b::B; pub fn a() {}", "use super::*; pub struct B; fn f(b: B) { b.a(); b.a; }"),
    ] {
        let tree = [("lib.rs", "mod x;"), ("x/mod.rs", "mod a; mod b;"), ("x/a.rs", first), ("x/b.rs", second)];
        assert!(circles(&tree).is_empty(), "{first} {second}");
    }
    let in_a_test_file = [
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "use crate::b::B; pub struct A; #[cfg(test)] mod tests;"),
        ("a/tests.rs", "use crate::b::B; use super::A;"),
        ("b.rs", "pub struct B; #[cfg(test)] mod tests;"),
        ("b/tests.rs", "use crate::a::A;"),
    ];
    assert!(circles(&in_a_test_file).is_empty());
}

#[test]
fn a_file_may_use_what_the_module_around_it_defines() {
    let tree = [
        ("lib.rs", "mod x;"),
        ("x/mod.rs", "mod a; pub struct Shared; fn f() { a::g(); }"),
        ("x/a.rs", "use super::Shared; pub fn g() {}"),
    ];
    assert!(circles(&tree).is_empty());
}
