-- A statement that makes sums of 383 thousand events has some ten sorts and hashes at a time, each of which may take so much
-- memory. With a sixteenth of what they had they take no more processor time: what does not fit goes to files.
ALTER FUNCTION renew_totals(bigint) SET work_mem = '4MB';--> statement-breakpoint
ALTER FUNCTION renew_figures(bigint) SET work_mem = '4MB';
