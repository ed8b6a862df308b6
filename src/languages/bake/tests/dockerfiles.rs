//! Limits of the checks that read the Dockerfiles of targets.

use super::*;

const FOLDER: Folder = Folder(&[("Dockerfile", "FROM a AS build\nARG valid\n")]);

#[test]
fn a_target_in_a_cycle_of_inheritance_is_checked() {
    check(
        HCL,
        "target \"a\" {\n  inherits = [\"b\"]\n  target = «\"x\"»\n}\ntarget \"b\" {\n  inherits = [\"a\"]\n}\n",
        "there is no stage `x` in the Dockerfile",
        &FOLDER,
    );
}

#[test]
fn long_chains_of_inheritance_are_bounded() {
    let target =
        |number| format!("target \"t{number}\" {{\n  inherits = [\"t{}\"]\n  args = {{ no = 1 }}\n}}\n", number + 1);
    let text = (0..20_000).map(target).collect::<Vec<_>>().concat();
    let found = analyze(&source(HCL, &format!("{text}target \"t20000\" {{\n}}\n"), &FOLDER)).diagnostics();
    assert!(found.len() < 20_000, "{}", found.len());
}

#[test]
fn values_that_double_each_other_are_unknown() {
    let double = |number| {
        format!("v{} = \"${{v{number}}}${{v{number}}}\"\nl{} = [l{number}, l{number}]\n", number + 1, number + 1)
    };
    let text: String = (0..200).map(double).collect();
    let text =
        format!("v0 = \"0123456789\"\nl0 = []\n{text}target \"a\" {{\n  context = v200\n  tags = flatten(l200)\n}}\n");
    assert_eq!(analyze(&source(HCL, &text, &FOLDER)).diagnostics(), []);
}

#[test]
fn long_chains_of_variables_and_deep_values_are_bounded() {
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(|| {
        for chain in [|number: usize| (number, number + 1), |number: usize| (number + 1, number)] {
            let line = |number| {
                let (own, other) = chain(number);
                format!("v{own} = [v{other}]\n")
            };
            let text: String = (0..5_000).map(line).collect();
            let ends = "v5000 = 1\n";
            analyze(&source(HCL, &format!("{text}{ends}target \"a\" {{\n  tags = v0\n}}\n"), &FOLDER)).diagnostics();
        }
    });
    assert!(thread.expect("threads start").join().is_ok());
}
