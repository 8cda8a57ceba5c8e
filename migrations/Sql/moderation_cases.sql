-- Cases follow the database: triggers count what happens to whatever was held or reported, so that every decision
-- shows on the moderators' cards, wherever it was made. Making a card locks its case first, so that no decision slips
-- between looking and showing.

CREATE FUNCTION flash.touch_moderation_case(id uuid, opens boolean) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF opens THEN
        INSERT INTO flash.moderation_cases (generation_id) VALUES (id)
        ON CONFLICT (generation_id) DO UPDATE SET revision = moderation_cases.revision + 1;
    ELSE
        UPDATE flash.moderation_cases SET revision = revision + 1 WHERE generation_id = id;
        IF NOT FOUND THEN
            RETURN;
        END IF;
    END IF;
    UPDATE flash.moderation_cards SET is_stale = true WHERE generation_id = id;
    PERFORM pg_notify('flash_cards', '');
END $$;

CREATE FUNCTION flash.case_of_generation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    PERFORM flash.touch_moderation_case(NEW.id, NEW.state = 'held');
    RETURN NULL;
END $$;

CREATE FUNCTION flash.case_of_row() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    PERFORM flash.touch_moderation_case(CASE TG_OP WHEN 'DELETE' THEN OLD.generation_id ELSE NEW.generation_id END, TG_TABLE_NAME = 'reports' AND TG_OP = 'INSERT');
    RETURN NULL;
END $$;

-- A ban shows on the card it was asked for on, and on whatever of the person's still waits.
CREATE FUNCTION flash.cases_of_ban() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    PERFORM flash.touch_moderation_case(concerned.id, false) FROM (
        SELECT NEW.generation_id AS id WHERE NEW.generation_id IS NOT NULL
        UNION SELECT generation.id FROM flash.generations generation WHERE generation.user_id = NEW.user_id AND generation.state = 'held'
        UNION SELECT report.generation_id FROM flash.reports report JOIN flash.generations generation ON generation.id = report.generation_id
            WHERE report.state = 'open' AND generation.user_id = NEW.user_id
        ORDER BY id) concerned;
    RETURN NULL;
END $$;

CREATE TRIGGER generations_held_case AFTER INSERT ON flash.generations
    FOR EACH ROW WHEN (NEW.state = 'held') EXECUTE FUNCTION flash.case_of_generation();
CREATE TRIGGER generations_moved_case AFTER UPDATE OF state ON flash.generations
    FOR EACH ROW WHEN (OLD.state <> NEW.state AND (OLD.state = 'held' OR NEW.state IN ('held', 'delivered', 'failed', 'cancelled')))
    EXECUTE FUNCTION flash.case_of_generation();
CREATE TRIGGER generations_forgotten_case AFTER UPDATE OF prompt ON flash.generations
    FOR EACH ROW WHEN (OLD.prompt <> '' AND NEW.prompt = '') EXECUTE FUNCTION flash.case_of_generation();
CREATE TRIGGER pictures_gone_case AFTER DELETE ON flash.pictures FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
CREATE TRIGGER reports_case AFTER INSERT OR UPDATE ON flash.reports FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
CREATE TRIGGER takedowns_case AFTER INSERT ON flash.takedowns FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
CREATE TRIGGER message_orders_case AFTER INSERT OR UPDATE OF outcome ON flash.message_orders FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
CREATE TRIGGER bans_case AFTER INSERT OR UPDATE ON flash.bans FOR EACH ROW EXECUTE FUNCTION flash.cases_of_ban();
