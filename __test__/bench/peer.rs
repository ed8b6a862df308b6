//! The bench's peer: the same server as a process of its own, over stdio with `Content-Length` framing. As
//! `peer origin FILE ROUNDS` it times instead how long the origin of a file's repository takes to find, as
//! `peer dockerfile FOLDER ROUNDS` how long the Dockerfiles in a folder take to read and to check, as
//! `peer terraform FOLDER ROUNDS` how long the Terraform files in it take to read, as `peer discovery FOLDER ROUNDS`
//! how long its modules take to find, as `peer reading FOLDER ROUNDS` how long its files take to read and no more, and as
//! `peer schemas FILE ROUNDS` how long schemas of providers take to load.

mod dockerfile;
mod scale;
mod shapes;
mod terraform;
mod times;

use std::error::Error;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Instant;

use candor::platform::{Clock, Environment};
use candor::server::{Host, Options, Server, Threads};
use candor::workspace::folders::Folders;
use candor::workspace::git;
use serde_json::Value;

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => serve(),
        ["origin", file, rounds] => time_origin(Path::new(file), rounds.parse()?),
        ["dockerfile", folder, rounds] => print(dockerfile::measure(Path::new(folder), rounds.parse()?)),
        ["terraform", folder, rounds] => print(terraform::measure(Path::new(folder), rounds.parse()?)),
        ["discovery", folder, rounds] => print(terraform::measure_discovery(Path::new(folder), rounds.parse()?)),
        ["reading", folder, rounds] => print(scale::measure_reading(Path::new(folder), rounds.parse()?)),
        ["schemas", file, rounds] => print(scale::measure_schemas(Path::new(file), rounds.parse()?)),
        _ => Err("usage: peer | peer origin|schemas FILE ROUNDS | \
                  peer dockerfile|terraform|discovery|reading FOLDER ROUNDS"
            .into()),
    }
}

fn print(measured: Result<Value, Box<dyn Error>>) -> Outcome {
    Ok(writeln!(io::stdout(), "{}", measured?)?)
}

/// Serves until the end of the input. One thread reads, one writes, and tokio's two handle messages, as in the addon.
fn serve() -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build()?;
    // One wake-up at a time: what comes while one is waiting is taken with it.
    let (wake, woken) = mpsc::sync_channel(1);
    let host = Host {
        runtime: runtime.handle().clone(),
        threads: Threads::default(),
        clock: Clock::default(),
        environment: vec![Environment::of_process()],
        notify: Arc::new(move || {
            let _ = wake.try_send(());
        }),
    };
    let server = Arc::new(Server::start(Options::default(), host));
    let writing = Arc::clone(&server);
    thread::spawn(move || {
        let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        for () in woken {
            // A client that no longer reads has ended the session.
            if deliver(&writing, &mut output).is_err() {
                std::process::exit(1);
            }
        }
    });
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    while let Some(message) = read_message(&mut input)? {
        server.send(message);
    }
    Ok(())
}

fn deliver(server: &Server, output: &mut impl Write) -> io::Result<()> {
    while let Some(message) = server.take_message() {
        write!(output, "Content-Length: {}\r\n\r\n{message}", message.len())?;
    }
    output.flush()
}

/// Reads one framed message; `None` at the end of the input.
fn read_message(input: &mut impl BufRead) -> Result<Option<String>, Box<dyn Error>> {
    let mut length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(value) = header.strip_prefix("Content-Length: ") {
                    length = value.parse()?;
                }
            }
        }
    }
    let mut content = vec![0; length];
    input.read_exact(&mut content)?;
    Ok(Some(String::from_utf8(content)?))
}

/// Prints the median microseconds of finding the origin in this process, and by starting `git`, in turns.
fn time_origin(file: &Path, rounds: usize) -> Outcome {
    let directory = file.parent().ok_or("FILE must lie in a directory")?;
    let mut here = Vec::new();
    let mut started = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        let found = git::versioned(file, &Folders::default())
            .and_then(|versioned| versioned.remote)
            .ok_or("there is no origin")?;
        here.push(start.elapsed());

        let start = Instant::now();
        let output =
            Command::new("git").args(["config", "--get", "remote.origin.url"]).current_dir(directory).output()?;
        started.push(start.elapsed());
        if String::from_utf8(output.stdout)?.trim_end() != found {
            return Err("git found another origin".into());
        }
    }
    for mut times in [here, started] {
        times.sort();
        writeln!(io::stdout(), "{}", times[times.len() / 2].as_secs_f64() * 1e6)?;
    }
    Ok(())
}
