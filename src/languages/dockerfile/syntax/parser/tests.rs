//! Tests of parsing texts into instructions.

use super::*;

/// The instructions in the form `lines keyword flags | words`, with decoded values.
fn parsed(text: &str) -> Vec<String> {
    let file = parse(text);
    let describe = |instruction: &Instruction| {
        let flags: Vec<&str> = instruction.flags.iter().map(|flag| instruction.word(flag)).collect();
        let words: Vec<String> = match &instruction.arguments {
            Arguments::Pairs(pairs) => pairs
                .iter()
                .map(|p| format!("{}={}", instruction.text(&p.key()), instruction.text(&p.value())))
                .collect(),
            Arguments::LegacyPair(pair) => {
                vec![instruction.text(&pair.key()).into(), instruction.text(&pair.value()).into()]
            }
            Arguments::Typed(kind, command) => std::iter::once(instruction.text(kind).to_owned())
                .chain(command.words().iter().map(|word| instruction.word(word).to_owned()))
                .collect(),
            Arguments::Trigger(trigger) => vec![trigger.name().to_owned(), trigger.text(&trigger.rest()).to_owned()],
            arguments => arguments.words().iter().map(|word| instruction.word(word).to_owned()).collect(),
        };
        let json = if instruction.arguments.is_json() { " json" } else { "" };
        let lines = &instruction.lines();
        format!("{}-{} {}{json} {flags:?} {words:?}", lines.start + 1, lines.end, instruction.name())
    };
    file.instructions.iter().map(describe).collect()
}

fn errors(text: &str) -> Vec<(Range<usize>, String)> {
    parse(text).errors.into_iter().map(|error| (error.range, error.message)).collect()
}

#[test]
fn each_keyword_has_its_form() {
    for (text, expected) in [
        (
            "FROM  --platform=$BUILDPLATFORM alpine  AS\tx ",
            r#"1-1 FROM ["--platform=$BUILDPLATFORM"] ["alpine", "AS", "x"]"#,
        ),
        ("run echo  a b", r#"1-1 run [] ["echo  a b"]"#),
        (r#"CMD ["a", "b c"]"#, r#"1-1 CMD json [] ["a", "b c"]"#),
        (r#"CMD ["a", 'b']"#, r#"1-1 CMD [] ["[\"a\", 'b']"]"#),
        (
            r#"COPY --from=x --chown="a b" --link [ "c d" , "e\u0041" ]"#,
            r#"1-1 COPY json ["--from=x", "--chown=a b", "--link"] ["c d", "eA"]"#,
        ),
        ("COPY -- --a b", r#"1-1 COPY [] ["--a", "b"]"#),
        (r#"ENV a=1 b="2 3" c=4\ 5 d='$x'"#, r#"1-1 ENV [] ["a=1", "b=\"2 3\"", "c=4\\ 5", "d='$x'"]"#),
        ("ENV a  1 2 ", r#"1-1 ENV [] ["a", "1 2"]"#),
        (r#"ARG a b="c d" e="#, r#"1-1 ARG [] ["a", "b=\"c d\"", "e="]"#),
        ("HEALTHCHECK --interval=1s CMD curl -f x", r#"1-1 HEALTHCHECK ["--interval=1s"] ["CMD", "curl -f x"]"#),
        ("HEALTHCHECK NONE", r#"1-1 HEALTHCHECK [] ["NONE"]"#),
        ("ONBUILD COPY --chown=a b c", r#"1-1 ONBUILD [] ["COPY", "b c"]"#),
        ("EXPOSE 80 90/udp", r#"1-1 EXPOSE [] ["80", "90/udp"]"#),
        ("MAINTAINER A B <c>", r#"1-1 MAINTAINER [] ["A B <c>"]"#),
        ("NOPE a b", "1-1 NOPE [] []"),
    ] {
        assert_eq!(parsed(text), [expected], "{text}");
    }
}

#[test]
fn lines_are_continued() {
    assert_eq!(
        parsed("RUN a \\\n  b \\  \n# no\n\n  c\nUSER x"),
        [r#"1-5 RUN [] ["a   b   c"]"#, r#"6-6 USER [] ["x"]"#]
    );
    assert_eq!(parsed("RUN a \\\\\nUSER x"), [r#"1-1 RUN [] ["a \\\\"]"#, r#"2-2 USER [] ["x"]"#], "an escaped escape");
    assert_eq!(parsed("\\\nRUN a"), [r#"1-2 RUN [] ["a"]"#]);
    assert_eq!(parsed("RUN a \\"), [r#"1-1 RUN [] ["a"]"#]);
    assert_eq!(parsed("# escape=`\r\nRUN a `\r\n b\\\r\n"), [r#"2-3 RUN [] ["a  b\\"]"#]);
    assert_eq!(parse("RUN a \\\n\n b").instructions[0].blank_lines(), vec![8..9]);
}

#[test]
fn a_byte_order_mark_and_blank_lines_are_passed_over() {
    assert_eq!(parsed("\u{feff}\n\n  FROM a\n"), [r#"3-3 FROM [] ["a"]"#]);
    assert_eq!(parsed(""), Vec::<String>::new());
}

#[test]
fn heredocs_belong_to_their_instruction() {
    let text = "RUN <<A <<-'B C'\none\nA\n\ttwo\n\tB C\nUSER x";
    assert_eq!(parsed(text), [r#"1-5 RUN [] ["<<A <<-'B C'"]"#, r#"6-6 USER [] ["x"]"#]);
    let file = parse(text);
    let heredocs: Vec<_> = file.instructions[0]
        .heredocs()
        .iter()
        .map(|heredoc| (heredoc.name.as_str(), heredoc.expands, heredoc.chomps, &text[heredoc.content.clone()]))
        .collect();
    assert_eq!(heredocs, [("A", true, false, "one\n"), ("B C", false, true, "\ttwo\n")]);
    assert_eq!(parsed("CMD <<A\nA\n").len(), 2, "only RUN, COPY and ADD have heredocs");
    assert_eq!(parsed("RUN echo $((1<<2))\n").len(), 1);
}

#[test]
fn every_word_has_its_place() {
    let text = "FROM \\\n alpine:3 \\\n  AS build\nENV \\\n  key=value";
    let file = parse(text);
    let place = |index: usize, word: usize| {
        let instruction = &file.instructions[index];
        &text[instruction.source(&instruction.words()[word].range())]
    };
    assert_eq!([place(0, 0), place(0, 1), place(0, 2)], ["alpine:3", "AS", "build"]);
    let Arguments::Pairs(pairs) = &file.instructions[1].arguments else { panic!("no pairs") };
    assert_eq!(&text[file.instructions[1].source(&pairs[0].value())], "value");
}

#[test]
fn comments_above_an_instruction_are_its_own() {
    let text = "# syntax=x\n# one\n#\n# two\n\n  # three\nFROM a\n# four\nUSER b";
    let file = parse(text);
    let comments = |index: usize| -> Vec<&str> {
        let range = file.instructions[index].comments();
        file.comments[range].iter().map(|comment| &text[comment.clone()]).collect()
    };
    assert_eq!(comments(0), ["two", "# three"]);
    assert_eq!(comments(1), ["four"]);
    assert_eq!(file.directives.len(), 1);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let text = "FROM a\nENV x\nCMD [1]\nLABEL a=b c\nRUN <<E\n";
    assert_eq!(
        errors(text),
        [
            (11..12, "missing value: expected ENV key=value".to_owned()),
            (18..19, "expected a string: a JSON array of arguments can contain only strings".to_owned()),
            (31..32, "missing `=` in `c`: expected key=value".to_owned()),
            (37..40, "unterminated heredoc: expected a line with only `E`".to_owned()),
        ]
    );
    assert_eq!(parse(text).instructions.len(), 5);
    assert_eq!(errors("# escape=x\nFROM a").len(), 1);
    assert_eq!(errors("# check=skip=all\n# check=skip=all\nFROM a").len(), 1);
    assert_eq!(errors(&format!("FROM a\nRUN {}\nUSER b", "x".repeat(65_536))).len(), 1);
}

#[test]
fn hostile_text_is_read_in_time() {
    for (piece, times) in
        [("\\\n", 200_000), ("RUN <<a\n", 50_000), ("ENV a=\"", 50_000), ("#\n", 200_000), ("[", 500_000)]
    {
        let text = piece.repeat(times);
        let file = parse(&text);
        assert_eq!(file.lines, text.matches('\n').count() + usize::from(!text.ends_with('\n')));
    }
}
