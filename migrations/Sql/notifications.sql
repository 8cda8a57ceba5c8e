-- Processes that wait are told when there is something for them.

CREATE FUNCTION flash.notify_outbox() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_notify('flash_outbox', '');
    RETURN NULL;
END $$;

CREATE TRIGGER outbox_notify AFTER INSERT ON flash.outbox
    FOR EACH STATEMENT EXECUTE FUNCTION flash.notify_outbox();

CREATE FUNCTION flash.notify_playground() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_notify('flash_playground', NEW.conversation_id::text);
    RETURN NULL;
END $$;

CREATE TRIGGER playground_messages_notify AFTER INSERT OR UPDATE ON flash.playground_messages
    FOR EACH ROW EXECUTE FUNCTION flash.notify_playground();
