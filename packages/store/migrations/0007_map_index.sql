-- With what a cell of the map tells beside the point, the map is read from the index alone.
CREATE INDEX "events_latitude_longitude_index" ON "events" ("latitude","longitude") INCLUDE ("location_precision","deaths_low","deaths_best","deaths_high");
