//! A PostgreSQL cluster for the tests: made once, in a temporary folder, on a free port, gone with the process.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

struct Cluster {
    port: u16,
    /// The cluster stops when this closes: at the end of the process, however it ends.
    _alive: ChildStdin,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static N_DATABASES: AtomicU32 = AtomicU32::new(0);

/// The script of the keeper: makes the cluster, starts it, waits for its input to close, removes everything.
const KEEPER: &str = r#"
set -e
folder=$(mktemp -d /tmp/titrate-postgres.XXXXXX)
trap 'rm -rf "$folder"' EXIT
"$BIN/initdb" -D "$folder/data" -U titrate -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1
"$BIN/postgres" -D "$folder/data" -p "$PORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" \
  -c fsync=off -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 300); do
  if "$BIN/pg_isready" -q -h 127.0.0.1 -p "$PORT"; then echo ready; break; fi
  sleep 0.1
done
cat >/dev/null || true
kill -QUIT $server
wait $server || true
"#;

/// The address of a fresh, empty database.
pub(crate) fn fresh_database() -> String {
    let cluster = CLUSTER.get_or_init(start);
    let name = format!("test_{}", N_DATABASES.fetch_add(1, Ordering::Relaxed));
    let made = Command::new(binaries().join("createdb"))
        .args([
            "-h",
            "127.0.0.1",
            "-U",
            "titrate",
            "-p",
            &cluster.port.to_string(),
            &name,
        ])
        .status()
        .unwrap();
    assert!(made.success(), "createdb failed");
    format!("postgres://titrate@127.0.0.1:{}/{name}", cluster.port)
}

#[expect(
    clippy::zombie_processes,
    reason = "the keeper outlives the tests by a moment, to clean up after them"
)]
fn start() -> Cluster {
    let binaries = binaries();
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let mut keeper = match is_root() {
        true => {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh", "-c", KEEPER]);
            command
        }
        false => {
            let mut command = Command::new("sh");
            command.args(["-c", KEEPER]);
            command
        }
    };
    let mut keeper = keeper
        .env("BIN", &binaries)
        .env("PORT", port.to_string())
        .current_dir("/tmp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the PostgreSQL cluster could not be started");
    let alive = keeper.stdin.take().unwrap();
    let mut line = String::new();
    BufReader::new(keeper.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert_eq!(line.trim(), "ready", "the PostgreSQL cluster did not start");
    Cluster { port, _alive: alive }
}

fn binaries() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    found.sort();
    found
        .pop()
        .or_else(on_path)
        .expect("these tests need PostgreSQL's server programs: apt-get install postgresql")
}

/// Where `initdb` is found as a command, as on macOS and Fedora.
fn on_path() -> Option<PathBuf> {
    let output = Command::new("sh")
        .args(["-c", "command -v initdb"])
        .output()
        .ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    let initdb = std::fs::canonicalize(path.trim()).ok()?;
    initdb.parent().map(PathBuf::from)
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}
