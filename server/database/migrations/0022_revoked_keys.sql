-- A revoked key can be brought back for a moment, in the session that revoked it and in no other.
alter table api_key add column revoked_in text;
