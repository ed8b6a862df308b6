//! How often instructions follow one another.

use crate::languages::dockerfile::syntax::instruction::Keyword;

/// For an instruction, the instructions that follow it, each with its frequency in thousandths, as counted in public
/// Dockerfiles. As a first instruction, `None` is the start of the file. As a follower, it is the end of the file.
type Followers = (Option<Keyword>, &'static [(Option<Keyword>, u32)]);

/// What every instruction gets as the last one, because the author may not have finished the file.
const UNFINISHED: u32 = 150;

/// Returns how likely an instruction is between two others, where `None` is the start or the end of the file.
pub fn likelihood(previous: Option<Keyword>, keyword: Keyword, next: Option<Keyword>) -> u32 {
    let unfinished = if next.is_none() { UNFINISHED } else { 0 };
    share(previous, Some(keyword)) * (share(Some(keyword), next) + unfinished)
}

/// Returns how often `second` follows `first`. Never zero, because any valid instruction can follow.
fn share(first: Option<Keyword>, second: Option<Keyword>) -> u32 {
    let row = FOLLOWERS.iter().find(|(keyword, _)| *keyword == first).map_or(&[][..], |(_, row)| *row);
    row.iter().find(|(keyword, _)| *keyword == second).map_or(2, |(_, share)| *share)
}

const FOLLOWERS: &[Followers] = &[
    (None, &[(Some(Keyword::From), 824), (Some(Keyword::Arg), 176)]),
    (
        Some(Keyword::From),
        &[
            (Some(Keyword::Maintainer), 316),
            (Some(Keyword::Workdir), 169),
            (Some(Keyword::Run), 159),
            (Some(Keyword::Env), 108),
            (Some(Keyword::Arg), 97),
            (Some(Keyword::Copy), 54),
            (Some(Keyword::Label), 23),
            (None, 21),
            (Some(Keyword::Add), 19),
            (Some(Keyword::User), 16),
            (Some(Keyword::From), 8),
            (Some(Keyword::Expose), 4),
            (Some(Keyword::Shell), 4),
        ],
    ),
    (
        Some(Keyword::Run),
        &[
            (Some(Keyword::Run), 382),
            (Some(Keyword::Copy), 114),
            (Some(Keyword::Env), 84),
            (Some(Keyword::Expose), 84),
            (Some(Keyword::From), 65),
            (None, 64),
            (Some(Keyword::Workdir), 51),
            (Some(Keyword::Volume), 38),
            (Some(Keyword::Add), 29),
            (Some(Keyword::Entrypoint), 25),
            (Some(Keyword::Cmd), 21),
            (Some(Keyword::Arg), 19),
            (Some(Keyword::User), 18),
            (Some(Keyword::Label), 4),
        ],
    ),
    (
        Some(Keyword::Copy),
        &[
            (Some(Keyword::Run), 360),
            (Some(Keyword::Copy), 313),
            (Some(Keyword::Expose), 102),
            (Some(Keyword::Env), 47),
            (Some(Keyword::Entrypoint), 45),
            (Some(Keyword::Workdir), 39),
            (Some(Keyword::Volume), 27),
            (Some(Keyword::Arg), 21),
            (None, 16),
            (Some(Keyword::Cmd), 8),
            (Some(Keyword::User), 8),
            (Some(Keyword::Add), 7),
            (Some(Keyword::Label), 4),
        ],
    ),
    (
        Some(Keyword::Add),
        &[
            (Some(Keyword::Add), 406),
            (Some(Keyword::Run), 320),
            (Some(Keyword::Workdir), 223),
            (Some(Keyword::Expose), 30),
            (Some(Keyword::Entrypoint), 10),
            (Some(Keyword::Cmd), 5),
            (None, 5),
        ],
    ),
    (
        Some(Keyword::Env),
        &[
            (Some(Keyword::Env), 544),
            (Some(Keyword::Run), 208),
            (Some(Keyword::Workdir), 59),
            (Some(Keyword::Expose), 56),
            (Some(Keyword::Copy), 40),
            (Some(Keyword::Arg), 23),
            (Some(Keyword::Cmd), 20),
            (Some(Keyword::Entrypoint), 13),
            (Some(Keyword::Label), 9),
            (Some(Keyword::Shell), 7),
            (None, 6),
            (Some(Keyword::Volume), 4),
        ],
    ),
    (
        Some(Keyword::Arg),
        &[
            (Some(Keyword::Arg), 517),
            (Some(Keyword::From), 188),
            (Some(Keyword::Run), 157),
            (Some(Keyword::Env), 53),
            (Some(Keyword::Copy), 41),
            (Some(Keyword::Workdir), 28),
            (Some(Keyword::Label), 5),
            (Some(Keyword::Shell), 5),
        ],
    ),
    (
        Some(Keyword::Workdir),
        &[
            (Some(Keyword::Copy), 456),
            (Some(Keyword::Run), 329),
            (Some(Keyword::Cmd), 51),
            (Some(Keyword::Expose), 47),
            (Some(Keyword::Env), 38),
            (Some(Keyword::Entrypoint), 29),
            (Some(Keyword::Add), 20),
            (Some(Keyword::Volume), 20),
            (None, 9),
        ],
    ),
    (
        Some(Keyword::Cmd),
        &[(None, 976), (Some(Keyword::Entrypoint), 6), (Some(Keyword::Expose), 6), (Some(Keyword::User), 4)],
    ),
    (
        Some(Keyword::Label),
        &[
            (Some(Keyword::Label), 280),
            (Some(Keyword::Run), 171),
            (Some(Keyword::Shell), 171),
            (None, 134),
            (Some(Keyword::Copy), 98),
            (Some(Keyword::Env), 73),
            (Some(Keyword::Arg), 37),
            (Some(Keyword::Cmd), 24),
            (Some(Keyword::Volume), 12),
        ],
    ),
    (
        Some(Keyword::Entrypoint),
        &[
            (None, 498),
            (Some(Keyword::Cmd), 401),
            (Some(Keyword::Expose), 40),
            (Some(Keyword::Workdir), 17),
            (Some(Keyword::Arg), 10),
            (Some(Keyword::Shell), 10),
            (Some(Keyword::Run), 7),
            (Some(Keyword::Healthcheck), 7),
        ],
    ),
    (
        Some(Keyword::Expose),
        &[
            (Some(Keyword::Cmd), 593),
            (Some(Keyword::Entrypoint), 260),
            (Some(Keyword::Env), 24),
            (Some(Keyword::Workdir), 22),
            (Some(Keyword::Volume), 22),
            (None, 20),
            (Some(Keyword::Expose), 18),
            (Some(Keyword::User), 14),
            (Some(Keyword::Copy), 8),
            (Some(Keyword::Add), 8),
            (Some(Keyword::Run), 6),
        ],
    ),
    (
        Some(Keyword::User),
        &[
            (Some(Keyword::Run), 265),
            (Some(Keyword::Workdir), 194),
            (Some(Keyword::Entrypoint), 102),
            (None, 102),
            (Some(Keyword::Env), 82),
            (Some(Keyword::Expose), 82),
            (Some(Keyword::Copy), 61),
            (Some(Keyword::Cmd), 61),
            (Some(Keyword::Arg), 31),
            (Some(Keyword::User), 20),
        ],
    ),
    (
        Some(Keyword::Volume),
        &[
            (Some(Keyword::Expose), 486),
            (Some(Keyword::Workdir), 141),
            (Some(Keyword::Entrypoint), 134),
            (Some(Keyword::Env), 56),
            (Some(Keyword::Cmd), 56),
            (Some(Keyword::Copy), 49),
            (None, 28),
            (Some(Keyword::Run), 21),
            (Some(Keyword::User), 21),
            (Some(Keyword::Add), 7),
        ],
    ),
    (
        Some(Keyword::Healthcheck),
        &[(None, 400), (Some(Keyword::Run), 200), (Some(Keyword::Cmd), 200), (Some(Keyword::Expose), 200)],
    ),
    (
        Some(Keyword::Shell),
        &[
            (Some(Keyword::User), 324),
            (Some(Keyword::Run), 294),
            (Some(Keyword::Arg), 147),
            (Some(Keyword::Env), 118),
            (Some(Keyword::Workdir), 88),
            (Some(Keyword::Cmd), 29),
        ],
    ),
    (Some(Keyword::Stopsignal), &[(Some(Keyword::Expose), 1000)]),
    (Some(Keyword::Onbuild), &[(Some(Keyword::Onbuild), 731), (None, 231), (Some(Keyword::Expose), 38)]),
    (
        Some(Keyword::Maintainer),
        &[
            (Some(Keyword::Run), 580),
            (Some(Keyword::Env), 190),
            (Some(Keyword::Arg), 117),
            (Some(Keyword::Workdir), 52),
            (Some(Keyword::Copy), 29),
            (Some(Keyword::Label), 20),
            (Some(Keyword::Add), 9),
        ],
    ),
];
