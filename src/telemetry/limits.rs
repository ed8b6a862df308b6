//! Every limit of the telemetry pipeline, each with its reason.

/// Events that a sink keeps before the oldest is dropped, where the host names no other number: a day of heavy
/// editing makes a few hundred.
pub const CAPACITY: usize = 1_024;

/// Largest capacity a host may ask for: at 1 KiB an event, 1 GiB is more than any host means.
pub const CAPACITY_MAXIMUM: usize = 1 << 20;

/// Names of clients, or addresses of providers, that a host may add to those known.
pub const LIST_ENTRIES: u32 = 4_096;

/// Bytes a queue may hold for each event of its capacity. Real events take 200 to 600.
pub const BYTES_PER_EVENT: usize = 1_024;

/// Bytes of one batch of events on its way to JavaScript, whose strings end at 512 MiB.
pub const BATCH_BYTES: usize = 16 << 20;

/// Files remembered as reported. Past it, further files go unreported rather than reported twice.
pub const MODIFIED_FILES: usize = 65_536;

/// Modules, and providers, that have an identity. Past it, further ones are not reported.
pub const PSEUDONYMS: usize = 65_536;

/// Bytes of one event. Real ones have 200 to 600; a repository must not be able to make one that carries a file.
pub const MAX_EVENT_BYTES: usize = 4 << 10;

/// Entries of one map of providers. Real modules have a few; the largest have some dozens.
pub const MAX_PROVIDERS: usize = 64;

/// Providers of one module that are compared with the lists of known ones. The others are counted.
pub const MAX_PROVIDERS_READ: usize = 1_024;

/// Bytes of a name that the host adds to the known ones, as JSON. A longer one is not reported.
pub const MAX_NAME_BYTES: usize = 128;

/// Pieces of all constraints on one version, numbers of a version, the largest number, and digits behind a release
/// word. Nearly every real constraint is within these; each further digit would be room for a message.
pub const MAX_PIECES: usize = 4;
/// Numbers in a version; see [`MAX_PIECES`].
pub const MAX_VERSION_NUMBERS: usize = 3;
/// The largest number in a version; see [`MAX_PIECES`].
pub const MAX_VERSION_NUMBER: u16 = 999;
/// Digits after a release word; see [`MAX_PIECES`].
pub const MAX_WORD_DIGITS: usize = 2;

/// Frames of a crash: enough to reach from the panic to the handler's entry, few enough to read.
pub const FRAMES: usize = 32;

/// Bytes of one function name. Generic instantiations of futures can run to kilobytes.
pub const FUNCTION_NAME: usize = 160;

/// Bytes of a stack trace as JSON: what the other properties of its event leave of [`MAX_EVENT_BYTES`].
pub const MAX_STACK_BYTES: usize = 3 << 10;

/// Shortest publisher's key: the hash's own output length, below which guessing the key is the cheapest attack.
pub const KEY_BYTES: usize = 32;

/// Events that a host may declare, and properties of each: more than one person can review.
pub const MAX_DECLARED_EVENTS: usize = 256;
/// Properties of one declared event; see [`MAX_DECLARED_EVENTS`].
pub const MAX_DECLARED_PROPERTIES: usize = 32;

/// Bytes of the name of a declared event or property.
pub const MAX_DECLARED_NAME_LEN: usize = 64;

/// Words of one declared property, and bytes of each.
pub const MAX_WORDS: usize = 256;
/// Bytes of a word; see [`MAX_WORDS`].
pub const MAX_WORD_LEN: usize = 64;

/// Bounds of the classes of one declared number. Each is a piece of what the number says.
pub const MAX_BOUNDS: usize = 16;

/// Bytes of a path that is hashed.
pub const MAX_PATH_LEN: usize = 4_096;
