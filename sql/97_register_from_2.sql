    END IF;
    IF found_version < 3 THEN

