//! More visitors than there is room for.

use crate::house::{HandClock, House, Visitor, doors, wait_until};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use server::Limits;
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// This program again, to run one of the parts below in a process of its own.
struct Other {
    child: Child,
    said: BufReader<std::process::ChildStdout>,
}

impl Other {
    fn start(part: &str, with: &str) -> Other {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([&format!("crowd::{part}"), "--exact", "--ignored", "--nocapture"])
            .env("STORY_WITH", with)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Other { child, said }
    }

    /// The rest of the first line that begins like this.
    fn said(&mut self, beginning: &str) -> String {
        let mut line = String::new();
        while self.said.read_line(&mut line).unwrap() > 0 {
            if let Some(rest) = line.trim_end().split(beginning).nth(1) {
                return rest.to_owned();
            }
            line.clear();
        }
        panic!("it ended without saying {beginning}");
    }

    /// Lets it go on to its end.
    fn go_on(&mut self) {
        self.child.stdin.take().unwrap().write_all(b"\n").unwrap();
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn given() -> String {
    std::env::var("STORY_WITH").unwrap_or_default()
}

fn say(text: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "\n{text}").unwrap();
    out.flush().unwrap();
}

fn wait_to_go_on() {
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

fn allow(files: u64) {
    let maximum = getrlimit(Resource::Nofile).maximum;
    let limit = Rlimit {
        current: Some(files),
        maximum,
    };
    setrlimit(Resource::Nofile, limit).unwrap();
}

/// A number of `/proc/self/status`, in kilobytes.
fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// How long this process has been at work, in hundredths of a second. The file was opened while there was room for it.
fn worked(file: &mut std::fs::File) -> u64 {
    let mut stat = String::new();
    file.rewind().unwrap();
    file.read_to_string(&mut stat).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
#[ignore = "a part of the stories below"]
fn part_idle_visitors() {
    let given = given();
    let Some((address, count)) = given.split_once(' ') else {
        return;
    };
    let (address, count): (SocketAddr, usize) = (address.parse().unwrap(), count.parse().unwrap());
    server::descriptors::raise(count);
    let visitors: Vec<Visitor> = (0..count)
        .map(|_| {
            let mut visitor = Visitor::to(address);
            assert_eq!(visitor.get("/").status, 200);
            visitor
        })
        .collect();
    say("all are there");
    wait_to_go_on();
    drop(visitors);
}

#[test]
fn ten_thousand_idle_visitors_cost_little_and_leave_nothing_behind() {
    const MOST_KILOBYTES_EACH: u64 = 24;
    server::descriptors::raise(10_000);
    // Fewer where the system allows fewer files: it says how many.
    let allowed = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let count = allowed.saturating_sub(200).min(10_000);
    assert!(count >= 800, "the system allows only {allowed} open files");
    let limits = Limits {
        connections: 10_200,
        quiet_time: Duration::from_secs(60),
        ..Limits::default()
    };
    let house = House::open_with(&HandClock::at("2026-12-06T12:00:00Z"), doors("first"), limits);
    house.get("/");
    let before = resident_kilobytes();
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut crowd = Other::start("part_idle_visitors", &format!("{} {count}", house.address));
        crowd.said("all are there");
        // Whoever comes now is served at once.
        let asked = Instant::now();
        assert_eq!(house.get("/").status, 200);
        assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
        held.push(resident_kilobytes().saturating_sub(before));
        crowd.go_on();
        drop(crowd);
        wait_until("the crowd has gone", || {
            std::fs::read_dir("/proc/self/fd").unwrap().count() < 100
        });
    }
    say(&format!("{count} idle visitors, twice: {held:?} KiB"));
    // Later crowds find the room that the first one has left; after five of them it is a half more, and stays so.
    for held in held {
        assert!(held < count * MOST_KILOBYTES_EACH, "{held} KiB");
    }
}

#[test]
#[ignore = "a part of the story below"]
fn part_server_with_few_files() {
    if given() != "few" {
        return;
    }
    allow(60);
    let mut file = std::fs::File::open("/proc/self/stat").unwrap();
    let house = House::open(&HandClock::at("2026-12-06T12:00:00Z"), doors("first"));
    say(&format!("address {}", house.address));
    wait_to_go_on();
    let before = worked(&mut file);
    std::thread::sleep(Duration::from_secs(1));
    say(&format!("worked {}", worked(&mut file) - before));
    std::thread::sleep(Duration::from_secs(20));
}

#[test]
fn without_file_descriptors_new_visitors_wait_and_the_processor_rests() {
    let mut server = Other::start("part_server_with_few_files", "few");
    let address: SocketAddr = server.said("address ").parse().unwrap();
    // Inside before the crowd comes: the other core could take all the room first.
    let mut first = Visitor::to(address);
    assert_eq!(first.get("/").status, 200);
    let mut visitors: Vec<Visitor> = (0..99).map(|_| Visitor::to(address)).collect();
    server.go_on();
    let hundredths: u64 = server.said("worked ").parse().unwrap();
    assert!(
        hundredths < 30,
        "{hundredths} hundredths of a second of work in one"
    );
    // Those inside are served, and when they leave those outside are.
    assert_eq!(first.get("/").status, 200);
    let mut last = visitors.pop().unwrap();
    drop((first, visitors));
    assert_eq!(last.get("/").status, 200);
}

#[test]
#[ignore = "a part of the story below"]
fn part_raise() {
    if given() != "raise" {
        return;
    }
    let maximum = getrlimit(Resource::Nofile).maximum;
    allow(100);
    server::descriptors::raise(10);
    say(&format!(
        "raised {}",
        getrlimit(Resource::Nofile).current == maximum
    ));
}

#[test]
fn the_limit_of_open_files_is_raised_as_far_as_the_system_lets_it() {
    assert_eq!(Other::start("part_raise", "raise").said("raised "), "true");
}
