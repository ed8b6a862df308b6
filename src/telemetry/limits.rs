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

/// Providers that an event names. Real modules need a few; the largest have some dozens.
pub const PROVIDERS: usize = 1_024;

/// Texts that ask something of one version. A module has one in each file at most.
pub const CONSTRAINTS: usize = 64;

/// Pieces of one such text, numbers of a version, and the largest number: more could spell something.
pub const PIECES: usize = 8;
pub const VERSION_NUMBERS: usize = 5;
pub const VERSION_NUMBER: u64 = 999_999;

/// Digits behind a version's word: enough for a date.
pub const VERSION_WORD_DIGITS: usize = 8;

/// Frames of a crash: enough to reach from the panic to the handler's entry, few enough to read.
pub const FRAMES: usize = 32;

/// Characters of one function name. Generic instantiations of futures can run to kilobytes.
pub const FUNCTION_NAME: usize = 160;

/// Shortest publisher's key: the hash's own output length, below which guessing the key is the cheapest attack.
pub const KEY_BYTES: usize = 32;
