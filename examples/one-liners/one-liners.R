# With R alone, without a package: Rscript one-liners.R, or any of these at its prompt.

# Which figures are contested, and between what?
subset(read.csv("http://localhost:4000/figures.csv?asOf=2022-09-20T23:59:59Z"), contested == "true", c(subject_name, metric, low, high))

# Who gave how many as evacuated, and when? Never add these up: they compete.
subset(read.csv("http://localhost:4000/claims.csv?metrics=EVACUATED&asOf=2022-09-20T23:59:59Z"), stance == "ASSERTS", c(claimant_name, quantifier, best, asserted_edtf))

# What do the events of each year and country sum up to, and how many of them add nothing? Sums of estimates, as the record makes them.
read.csv("http://localhost:4000/statistics.csv?by=YEAR,COUNTRY")[c("year", "country_name", "events", "events_without_figure", "deaths_low", "deaths_best", "deaths_high")]
