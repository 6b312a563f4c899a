//! SQLite's single writer: gathers the commands that wait, runs each in a savepoint of one immediate transaction,
//! and answers them all after the commit.

use super::write::{Transaction, Work};
use crate::Error;
use sea_orm::{
    DatabaseConnection, DbErr, RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::cell::Cell;
use std::pin::Pin;
use tokio::sync::{mpsc, oneshot, watch};

/// Commands that may wait before the store says it is busy.
const QUEUE: usize = 2048;
/// Commands in one transaction at most.
const GROUP: usize = 256;

pub(crate) struct Writer {
    queue: mpsc::Sender<Message>,
    connection: DatabaseConnection,
}

enum Message {
    Command(Box<dyn Command>),
    Finish(oneshot::Sender<()>),
}

/// A command that waits, with the way back to its caller.
trait Command: Send {
    /// Runs the command; true if its work is to be kept.
    fn run<'a>(&'a mut self, transaction: &'a Transaction)
    -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;
    /// Answers the caller: the command's own answer, or `Unavailable` if its work did not reach the disk.
    fn answer(self: Box<Self>, committed: Committed);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Committed {
    Yes,
    No,
}

struct Waiting<T, F> {
    command: Option<F>,
    result: Option<Result<T, Error>>,
    caller: oneshot::Sender<Result<T, Error>>,
}

impl<T, F> Command for Waiting<T, F>
where
    T: Send + 'static,
    F: for<'a> FnOnce(&'a Transaction) -> Work<'a, T> + Send + 'static,
{
    fn run<'a>(
        &'a mut self,
        transaction: &'a Transaction,
    ) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        Box::pin(async move {
            let Some(command) = self.command.take() else {
                return false;
            };
            let result = command(transaction).await;
            let keep = result.is_ok();
            self.result = Some(result);
            keep
        })
    }

    fn answer(self: Box<Self>, committed: Committed) {
        let answer = match (self.result, committed) {
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(value)), Committed::Yes) => Ok(value),
            (Some(Ok(_)), Committed::No) | (None, _) => Err(Error::Unavailable),
        };
        // A caller that went away does not need the answer; the work is done all the same.
        let _ = self.caller.send(answer);
    }
}

impl Writer {
    pub(crate) fn start(connection: DatabaseConnection, failed: watch::Sender<bool>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write_forever(connection.clone(), waiting, failed));
        Self { queue, connection }
    }

    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    pub(crate) async fn run<T, F>(&self, command: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a Transaction) -> Work<'a, T> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        let waiting = Waiting {
            command: Some(command),
            result: None,
            caller,
        };
        match self.queue.try_send(Message::Command(Box::new(waiting))) {
            Ok(()) => answer.await.unwrap_or(Err(Error::Unavailable)),
            Err(mpsc::error::TrySendError::Full(_)) => Err(Error::Busy { retry_after_s: 1 }),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(Error::Unavailable),
        }
    }

    /// Waits until every command sent before is answered.
    pub(crate) async fn finish(&self) {
        let (done, finished) = oneshot::channel();
        if self.queue.send(Message::Finish(done)).await.is_ok() {
            let _ = finished.await;
        }
    }
}

async fn write_forever(
    connection: DatabaseConnection,
    mut waiting: mpsc::Receiver<Message>,
    failed: watch::Sender<bool>,
) {
    let mut messages = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut messages, GROUP).await > 0 {
        let mut commands: Vec<Box<dyn Command>> = Vec::with_capacity(messages.len());
        let mut finished = Vec::new();
        for message in messages.drain(..) {
            match message {
                Message::Command(command) => commands.push(command),
                Message::Finish(done) => finished.push(done),
            }
        }
        if !commands.is_empty() {
            // A task of its own: a command that panics drops its group's answers, and the writer lives on.
            let group = tokio::spawn(write_group(connection.clone(), commands));
            match group.await {
                Ok(Health::Good) => {}
                Ok(Health::Broken) => {
                    failed.send_replace(true);
                    return;
                }
                Err(panic) => tracing::error!(%panic, "a command panicked; its group was rolled back"),
            }
        }
        for done in finished {
            let _ = done.send(());
        }
    }
}

enum Health {
    Good,
    /// What is on the disk is no longer known.
    Broken,
}

tokio::task_local! {
    /// Whether reading or writing the file failed inside a command of the group: the command's own answer does not
    /// tell.
    static IO_FAILED: Cell<bool>;
}

/// Notes, inside a command, that the disk failed; elsewhere it changes nothing.
pub(crate) fn note_io_error(error: &DbErr) {
    if is_io_error(error) {
        let _ = IO_FAILED.try_with(|failed| failed.set(true));
    }
}

async fn write_group(connection: DatabaseConnection, commands: Vec<Box<dyn Command>>) -> Health {
    IO_FAILED
        .scope(Cell::new(false), run_and_answer(connection, commands))
        .await
}

async fn run_and_answer(connection: DatabaseConnection, mut commands: Vec<Box<dyn Command>>) -> Health {
    let outcome = run_group(&connection, &mut commands).await;
    let committed = if outcome.is_ok() {
        Committed::Yes
    } else {
        Committed::No
    };
    for command in commands {
        command.answer(committed);
    }
    match outcome {
        Ok(()) => Health::Good,
        Err(error) => {
            tracing::error!(%error, "a group of commands was not committed");
            if is_io_error(&error) || IO_FAILED.with(Cell::get) {
                Health::Broken
            } else {
                Health::Good
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a savepoint of the immediate transaction"
)]
async fn run_group(connection: &DatabaseConnection, commands: &mut [Box<dyn Command>]) -> Result<(), DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(options).await?;
    for command in commands {
        let savepoint = transaction.begin().await?;
        let keep = command.run(&savepoint).await;
        if IO_FAILED.with(Cell::get) {
            return Err(DbErr::Custom("the disk failed inside a command".to_owned()));
        }
        match keep {
            true => savepoint.commit().await?,
            false => savepoint.rollback().await?,
        }
    }
    transaction.commit().await
}

/// SQLite's primary result code 10: reading, writing or syncing the file failed.
fn is_io_error(error: &DbErr) -> bool {
    code_of(error)
        .and_then(|code| code.parse::<i64>().ok())
        .is_some_and(|code| code & 0xff == 10)
}

/// The database's own code of an error: a number on SQLite, five characters on PostgreSQL.
pub(crate) fn code_of(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(runtime) | DbErr::Query(runtime) | DbErr::Conn(runtime)) = error else {
        return None;
    };
    let RuntimeErr::SqlxError(error) = runtime else {
        return None;
    };
    let code = error.as_database_error().and_then(|error| error.code());
    code.map(|code| code.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::sqlx::error::{DatabaseError, Error as SqlxError, ErrorKind};
    use sea_orm::{ConnectOptions, Database};
    use std::borrow::Cow;
    use std::sync::Arc;
    use std::time::Duration;

    /// As SQLite reports a failed write: extended code 778, `SQLITE_IOERR_WRITE`.
    #[derive(Debug)]
    struct DiskFailed;

    impl std::fmt::Display for DiskFailed {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("disk I/O error")
        }
    }

    impl std::error::Error for DiskFailed {}

    impl DatabaseError for DiskFailed {
        fn message(&self) -> &str {
            "disk I/O error"
        }
        fn code(&self) -> Option<Cow<'_, str>> {
            Some("778".into())
        }
        fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
            self
        }
        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    async fn writer() -> (Writer, watch::Receiver<bool>) {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let failed = watch::Sender::new(false);
        let seen = failed.subscribe();
        let connection = Database::connect(options).await.unwrap();
        (Writer::start(connection, failed), seen)
    }

    #[tokio::test]
    async fn a_command_that_the_disk_failed_breaks_the_store() {
        let (writer, mut broken) = writer().await;
        let answer: Result<(), Error> = writer
            .run(|_| {
                Box::pin(async {
                    let error = SqlxError::Database(Box::new(DiskFailed));
                    Err(DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error))).into())
                })
            })
            .await;
        assert_eq!(answer, Err(Error::Unavailable));
        tokio::time::timeout(Duration::from_secs(5), broken.wait_for(|broken| *broken))
            .await
            .unwrap()
            .unwrap();
        let next = writer.run(|_| Box::pin(async { Ok(()) })).await;
        assert_eq!(next, Err(Error::Unavailable));
    }

    #[tokio::test]
    async fn a_command_that_is_refused_does_not_break_the_store() {
        let (writer, broken) = writer().await;
        let refused: Result<(), Error> = writer.run(|_| Box::pin(async { Err(Error::NotFound) })).await;
        assert_eq!(refused, Err(Error::NotFound));
        assert_eq!(writer.run(|_| Box::pin(async { Ok(1) })).await, Ok(1));
        assert!(!*broken.borrow());
    }
}
