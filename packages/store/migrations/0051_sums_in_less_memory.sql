-- A statement that makes sums of 383 thousand events has some ten sorts and hashes at a time, each of which may take so much
-- memory. With a quarter of what they had they take the same processor time, and what does not fit goes to files.
ALTER FUNCTION renew_totals(bigint) SET work_mem = '16MB';--> statement-breakpoint
ALTER FUNCTION renew_figures(bigint) SET work_mem = '16MB';
