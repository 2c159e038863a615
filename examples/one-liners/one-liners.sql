-- With DuckDB: duckdb -c "install httpfs; load httpfs; <one of these>", or save the file first and name it.

-- Which figures are contested, and between what?
select subject_name, metric, low, high, current_claims from 'http://localhost:4000/figures.parquet?asOf=2022-09-20T23:59:59Z' where contested;

-- Who gave how many as evacuated, and when? Never add these up: they compete.
select claimant_name, quantifier, best, asserted_edtf from 'http://localhost:4000/claims.parquet?metrics=EVACUATED&asOf=2022-09-20T23:59:59Z' where stance = 'ASSERTS' order by asserted_latest_utc;

-- What do the events of each year and country sum up to, and how many of them add nothing? Sums of estimates, as the record makes them.
select year, country_name, events, events_without_figure, deaths_low, deaths_best, deaths_high from 'http://localhost:4000/statistics.parquet?by=YEAR,COUNTRY' order by year, country_name;
