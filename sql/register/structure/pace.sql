/* ---------- what the methods need beyond the plan ---------- */

/*
 * Method B lies between four numbers that no plan of targets has.  Without a
 * row it says nothing.
 */
CREATE TABLE indicator_threshold (
    indicator_id integer NOT NULL,
    lower numeric NOT NULL,
    red numeric NOT NULL,
    green numeric NOT NULL,
    optimum numeric NOT NULL,
    basis text NOT NULL DEFAULT 'ours',
    document_id integer,
    note text,
    measured boolean GENERATED ALWAYS AS (true) STORED,
    CONSTRAINT indicator_threshold_pkey PRIMARY KEY (indicator_id),
    CONSTRAINT indicator_threshold_indicator_fkey
        FOREIGN KEY (indicator_id, measured) REFERENCES indicator (indicator_id, measured),
    CONSTRAINT indicator_threshold_document_fkey
        FOREIGN KEY (document_id) REFERENCES document,
    CONSTRAINT indicator_threshold_basis_known CHECK (basis IN ('ours', 'document')),
    CONSTRAINT indicator_threshold_document_given
        CHECK (basis = 'ours' OR document_id IS NOT NULL),
    CONSTRAINT indicator_threshold_ordered
        CHECK ((lower <= red AND red < green AND green <= optimum)
               OR (lower >= red AND red > green AND green >= optimum)),
    CONSTRAINT indicator_threshold_finite
        CHECK (least(lower, optimum) > '-Infinity' AND greatest(lower, optimum) < 'Infinity')
);

CREATE INDEX indicator_threshold_document_idx ON indicator_threshold (document_id);

COMMENT ON TABLE indicator_threshold IS
    'Bốn ngưỡng của phương pháp B cho một chỉ tiêu, kế hoạch không có; không có dòng thì phương pháp B không kết luận | the four thresholds of method B, which the plan does not have; without a row method B says nothing';
COMMENT ON COLUMN indicator_threshold.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN indicator_threshold.lower IS 'Cận xấu nhất, 0 điểm | worst bound, 0 points';
COMMENT ON COLUMN indicator_threshold.red IS 'Ngưỡng đỏ | red threshold';
COMMENT ON COLUMN indicator_threshold.green IS 'Ngưỡng xanh | green threshold';
COMMENT ON COLUMN indicator_threshold.optimum IS 'Mức tốt nhất, 100 điểm | optimum, 100 points';
COMMENT ON COLUMN indicator_threshold.basis IS
    'Căn cứ: ours do người lập sổ đặt, document theo văn bản | what it rests on: ours, or a document';
COMMENT ON COLUMN indicator_threshold.document_id IS 'Văn bản | document';
COMMENT ON COLUMN indicator_threshold.note IS 'Ghi chú | note';
COMMENT ON COLUMN indicator_threshold.measured IS
    'Luôn đúng: chỉ đặt ngưỡng cho chỉ tiêu được đo lường | always true: only measured indicators have thresholds';

/*
 * An indicator that is the yearly fall of a stock (points by which the rate of
 * poor households fell) cannot go on once the stock is exhausted.  The stock
 * may be kept in the register as an indicator of its own, of any plan.
 */
CREATE TABLE indicator_reduction (
    indicator_id integer NOT NULL,
    stock_id integer,
    floor numeric NOT NULL DEFAULT 0,
    stated_stock numeric,
    stated_on date,
    stated_area_id integer,
    note_vi text NOT NULL,
    note_en text NOT NULL,
    document_id integer,
    measured boolean GENERATED ALWAYS AS (true) STORED,
    CONSTRAINT indicator_reduction_pkey PRIMARY KEY (indicator_id),
    CONSTRAINT indicator_reduction_indicator_fkey
        FOREIGN KEY (indicator_id, measured) REFERENCES indicator (indicator_id, measured),
    CONSTRAINT indicator_reduction_stock_fkey
        FOREIGN KEY (stock_id, measured) REFERENCES indicator (indicator_id, measured),
    CONSTRAINT indicator_reduction_area_fkey FOREIGN KEY (stated_area_id) REFERENCES area,
    CONSTRAINT indicator_reduction_document_fkey FOREIGN KEY (document_id) REFERENCES document,
    CONSTRAINT indicator_reduction_stated_whole
        CHECK (num_nulls(stated_stock, stated_on, stated_area_id) IN (0, 3)),
    CONSTRAINT indicator_reduction_stated_finite
        CHECK (stated_stock > '-Infinity' AND stated_stock < 'Infinity'),
    CONSTRAINT indicator_reduction_of_another CHECK (stock_id <> indicator_id),
    CONSTRAINT indicator_reduction_floor_finite CHECK (floor > '-Infinity' AND floor < 'Infinity'),
    CONSTRAINT indicator_reduction_note_given CHECK (note_vi <> '' AND note_en <> '')
);

CREATE INDEX indicator_reduction_stock_idx ON indicator_reduction (stock_id);
CREATE INDEX indicator_reduction_area_idx ON indicator_reduction (stated_area_id);
CREATE INDEX indicator_reduction_document_idx ON indicator_reduction (document_id);

COMMENT ON TABLE indicator_reduction IS
    'Chỉ tiêu là mức giảm hằng năm của một tỷ lệ hay số lượng còn lại: hết thì không giảm được nữa | indicators that are the yearly fall of a stock: once it is exhausted they cannot go on';
COMMENT ON COLUMN indicator_reduction.indicator_id IS 'Chỉ tiêu mức giảm | the indicator that is the fall';
COMMENT ON COLUMN indicator_reduction.stock_id IS
    'Chỉ tiêu là phần còn lại, cùng đơn vị; NULL: sổ này không theo dõi | the indicator that is the stock, in the same unit; NULL: not kept in this register';
COMMENT ON COLUMN indicator_reduction.floor IS
    'Mức mà phần còn lại không xuống dưới được | what the stock cannot fall below';
COMMENT ON COLUMN indicator_reduction.stated_stock IS
    'Phần còn lại mà một văn bản ghi, khi không có chỉ tiêu theo dõi | the stock as a document states it, where no indicator keeps it';
COMMENT ON COLUMN indicator_reduction.stated_on IS 'Ngày của phần còn lại đó | day of that stock';
COMMENT ON COLUMN indicator_reduction.stated_area_id IS 'Địa phương của phần còn lại đó | area of that stock';
COMMENT ON COLUMN indicator_reduction.note_vi IS 'Giải thích, tiếng Việt | explanation in Vietnamese';
COMMENT ON COLUMN indicator_reduction.note_en IS 'Giải thích, tiếng Anh | explanation in English';
COMMENT ON COLUMN indicator_reduction.document_id IS 'Văn bản làm căn cứ | document behind it';
COMMENT ON COLUMN indicator_reduction.measured IS
    'Luôn đúng: chỉ chỉ tiêu được đo lường | always true: only measured indicators';
