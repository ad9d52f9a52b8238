//! The demo shops' backend as a program; see `examples/README.md`.

use arguments::{Arguments, USAGE};
use backend::Backend;
use std::{error::Error, io::Write, process::ExitCode};

mod arguments;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("backend: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let config = match Arguments::read()? {
        Arguments::Help => return say(USAGE),
        Arguments::Orders(config) => return say(&orders(&Backend::in_memory(*config)?)),
        Arguments::Run(config) => config,
    };
    let backend = Backend::in_memory(*config)?;
    if let Some(shop) = backend.shop_url() {
        say(&format!("shops {shop}/ and {shop}/shoes/"))?;
    }
    say(&format!("ready {}", backend.url()))?;
    wait_for_signal()?;
    backend.stop();
    Ok(())
}

/// One table row per order, so that a newcomer has something to type.
fn orders(backend: &Backend) -> String {
    let row = |order: backend::DemoOrder| {
        format!(
            "{:<9}{:<25}{}\n",
            order.facts.number, order.email, order.story
        )
    };
    backend.orders().into_iter().map(row).collect()
}

fn say(text: &str) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", text.trim_end())?;
    out.flush()?;
    Ok(())
}

/// Ctrl-C, or the polite way of ending a process.
fn wait_for_signal() -> std::io::Result<()> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            #[cfg(unix)]
            {
                use tokio::signal::unix::{SignalKind, signal};
                let mut terminate = signal(SignalKind::terminate())?;
                let mut interrupt = signal(SignalKind::interrupt())?;
                tokio::pin! {
                    let ended = terminate.recv();
                    let stopped = interrupt.recv();
                }
                futures_util::future::select(ended, stopped).await;
                Ok(())
            }
            #[cfg(not(unix))]
            tokio::signal::ctrl_c().await
        })
}
