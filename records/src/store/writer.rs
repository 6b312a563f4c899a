//! SQLite's single writer: gathers the commands that wait, runs each in a savepoint of one immediate transaction,
//! and answers them all after the commit.

use super::write::{Transaction, Work};
use crate::Error;
use sea_orm::{
    DatabaseConnection, DbErr, RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
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

async fn write_group(connection: DatabaseConnection, mut commands: Vec<Box<dyn Command>>) -> Health {
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
            if is_io_error(&error) {
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
        match command.run(&savepoint).await {
            true => savepoint.commit().await?,
            false => savepoint.rollback().await?,
        }
    }
    transaction.commit().await
}

/// SQLite's primary result code 10: reading, writing or syncing the file failed.
fn is_io_error(error: &DbErr) -> bool {
    let (DbErr::Exec(runtime) | DbErr::Query(runtime) | DbErr::Conn(runtime)) = error else {
        return false;
    };
    let RuntimeErr::SqlxError(error) = runtime else {
        return false;
    };
    let code = error.as_database_error().and_then(|error| error.code());
    code.and_then(|code| code.parse::<i64>().ok())
        .is_some_and(|code| code & 0xff == 10)
}
