-- Spots of looks laid by hand for the loupe, by the key of the photo they were laid on; for looks whose engine gives no map.
alter table generate_img add column spots jsonb not null default '{}';
