//! What functions accept beyond the types of their parameters.

/// Functions that accept `null`, with the number of first arguments that must not be null.
pub const NULLABLE: [(&str, usize); 18] = [
    ("coalesce", 0),
    ("coalescelist", 0),
    ("ephemeralasnull", 0),
    ("format", 1),
    ("formatlist", 1),
    ("issensitive", 0),
    ("jsonencode", 0),
    ("lookup", 2),
    ("merge", 0),
    ("nonsensitive", 0),
    ("sensitive", 0),
    ("tobool", 0),
    ("tolist", 0),
    ("tomap", 0),
    ("tonumber", 0),
    ("toset", 0),
    ("tostring", 0),
    ("yamlencode", 0),
];

/// The values that a parameter of the type `any` accepts.
#[derive(Clone, Copy)]
pub enum Accepts {
    /// Strings, lists, sets, maps and objects.
    Measurable,
    Maps,
    Lists,
    ListsAndSets,
    /// Maps, whose type is examined only once they are known.
    KnownMaps,
    /// Lists, whose type is examined only once they are known.
    KnownLists,
    /// Lists and sets, whose type is examined only once they are known.
    KnownListsAndSets,
    Strings,
    Converted(&'static str),
}

/// The functions whose parameters of the type `any` accept only some values. The number is the index of the parameter;
/// `None` stands for all.
pub const ANY: [(&str, Option<usize>, Accepts); 24] = [
    ("coalescelist", None, Accepts::KnownLists),
    ("concat", None, Accepts::Lists),
    ("contains", Some(0), Accepts::KnownListsAndSets),
    ("element", Some(0), Accepts::Lists),
    ("flatten", Some(0), Accepts::KnownListsAndSets),
    ("index", Some(0), Accepts::KnownLists),
    ("keys", Some(0), Accepts::Maps),
    ("length", Some(0), Accepts::Measurable),
    ("lookup", Some(0), Accepts::Maps),
    ("merge", None, Accepts::Maps),
    ("one", Some(0), Accepts::ListsAndSets),
    ("parseint", Some(0), Accepts::Strings),
    ("reverse", Some(0), Accepts::ListsAndSets),
    ("setproduct", None, Accepts::ListsAndSets),
    ("slice", Some(0), Accepts::Lists),
    ("sum", Some(0), Accepts::KnownListsAndSets),
    ("templatefile", Some(1), Accepts::KnownMaps),
    ("tobool", Some(0), Accepts::Converted("bool")),
    ("tolist", Some(0), Accepts::Converted("list(any)")),
    ("tomap", Some(0), Accepts::Converted("map(any)")),
    ("tonumber", Some(0), Accepts::Converted("number")),
    ("toset", Some(0), Accepts::Converted("set(any)")),
    ("tostring", Some(0), Accepts::Converted("string")),
    ("values", Some(0), Accepts::Maps),
];

/// Functions without fixed parameters that nevertheless require arguments, with the least and the greatest number.
pub const COUNTS: [(&str, usize, usize); 8] = [
    ("coalesce", 1, usize::MAX),
    ("coalescelist", 1, usize::MAX),
    ("join", 2, usize::MAX),
    ("max", 1, usize::MAX),
    ("min", 1, usize::MAX),
    ("range", 1, 3),
    ("setproduct", 2, usize::MAX),
    ("try", 1, usize::MAX),
];
