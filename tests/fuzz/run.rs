//! Runs one reader for a while, watches it, and makes what fails small.

use std::{
    collections::HashSet,
    fs,
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{mutate::mutated, random::Random, targets::Target};

/// No input may take longer.
const LONGEST: Duration = Duration::from_secs(5);

/// So many inputs that ended in a new way are kept to make others of.
const KEPT: usize = 2000;

/// What is being read, for the watch.
type Current = Arc<Mutex<(Instant, Vec<u8>)>>;

/// Feeds a reader for so long. Did all go well?
pub fn run(target: &'static Target, seed: u64, time: Duration) -> bool {
    let mut seeds = target.seeds();
    let mut random = Random::new(seed);
    let current: Current = Arc::new(Mutex::new((Instant::now(), Vec::new())));
    let is_done = Arc::new(AtomicBool::new(false));
    let watch = watch(target.name, Arc::clone(&current), Arc::clone(&is_done));
    // What panics says so at the end, once.
    panic::set_hook(Box::new(|_| {}));
    let (mut met, mut count, begun) = (HashSet::new(), 0_u64, Instant::now());
    let mut first: Vec<Vec<u8>> = seeds.iter().rev().cloned().collect();
    let mut is_fine = true;
    while begun.elapsed() < time || !first.is_empty() {
        let input = first.pop().unwrap_or_else(|| mutated(&mut random, &seeds, target.words));
        *current.lock().expect("the watch does not panic") = (Instant::now(), input.clone());
        count += 1;
        match outcome(target, &input) {
            Ok(said) => {
                if met.insert(said) && seeds.len() < KEPT {
                    seeds.push(input);
                }
            }
            Err(why) => {
                let small = smaller(target, input, &current);
                let path = keep(target.name, &small);
                println!("{}: {why}\n    {}", target.name, path.display());
                is_fine = false;
                break;
            }
        }
    }
    let _ = panic::take_hook();
    is_done.store(true, Ordering::Relaxed);
    watch.join().expect("the watch does not panic");
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = count as f64 / begun.elapsed().as_secs_f64();
    println!("{:9} {count:9} inputs, {rate:8.0}/s, {} ends", target.name, met.len());
    is_fine
}

/// Runs an input; returns what became of it, or the words of a panic.
fn outcome(target: &Target, input: &[u8]) -> Result<String, String> {
    panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|cause| {
        let text = cause.downcast_ref::<String>().cloned();
        text.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_default()
    })
}

/// Takes out of an input all that it fails without.
fn smaller(target: &Target, mut input: Vec<u8>, current: &Current) -> Vec<u8> {
    let mut part = input.len() / 2;
    while part > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut less = input.clone();
            less.drain(at..(at + part).min(input.len()));
            *current.lock().expect("the watch does not panic") = (Instant::now(), less.clone());
            if outcome(target, &less).is_err() {
                input = less;
            } else {
                at += part;
            }
        }
        part /= 2;
    }
    input
}

/// Ends the program when an input takes too long: nothing else can stop it.
fn watch(name: &'static str, current: Current, is_done: Arc<AtomicBool>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        while !is_done.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(5));
            let input = current.lock().expect("the run does not panic with it");
            if input.0.elapsed() > LONGEST && !is_done.load(Ordering::Relaxed) {
                let path = keep(name, &input.1);
                println!("{name}: an input takes over {LONGEST:?}\n    {}", path.display());
                std::process::exit(1);
            }
        }
    })
}

fn keep(name: &str, input: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("fuzz");
    fs::create_dir_all(&folder).expect("the folder is made");
    let hash = blake3::hash(input).to_hex();
    let path = folder.join(format!("{name}-{}", &hash[..12]));
    fs::write(&path, input).expect("the input is kept");
    path
}
