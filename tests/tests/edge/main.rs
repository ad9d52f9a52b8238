//! The edge over HTTP, on real workerd: one story a file, and every test's name says what must hold.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "test code: a surprise ends the test"
)]

mod a_claim_and_its_answer;
mod a_second_claim;
mod agreeing_without_scripts;
mod appointments_and_ratings;
mod backups;
mod bad_input;
mod bombs;
mod claiming_without_scripts;
mod configuration;
mod data_points;
mod dead_letters;
mod deadlines;
mod deploying;
mod earlier_ledgers;
mod embed_check;
mod every_route;
mod evidence;
mod files_without_scripts;
mod films;
mod following_without_scripts;
mod found_by_receipt;
mod hosted_pages;
mod kept_long_enough;
mod languages;
mod links;
mod live;
mod messages;
mod messages_that_fail;
mod messages_with_files;
mod messages_with_hostile_texts;
mod no_backend;
mod offers;
mod official_libraries;
mod openapi;
mod order_links;
mod origins;
mod out_of_policy;
mod panics;
mod quotas;
mod restarts;
mod same_submission;
mod same_verdict;
mod self_hosting;
mod several_events;
mod shards;
mod shop_answers;
mod soak;
mod statement;
mod strange_requests;
mod strangers;
mod texts_cannot_leave;
mod the_backend_is_down;
mod the_backend_misbehaves;
mod the_desk;
mod the_policy_page;
mod the_view;
mod the_webhooks_page;
mod tips_that_helped;
mod tokens;
mod traces;
mod under_wrangler;
mod watched;
mod what_it_costs;
mod workerd_is_killed;
