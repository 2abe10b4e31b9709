-- What a person signed, as it was sent: seen by who brought them and by administrators, and gone with the person.
alter table person add column release_key text;     -- in storage, under `releases/`: `people/` is open to whoever may dress them
alter table person add column release_name text;    -- as the file was called
alter table person add column release_at timestamptz;
