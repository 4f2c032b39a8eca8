/*
 * Keys that generated columns rest on: made before the tables.
 */

CREATE OR REPLACE FUNCTION _unit_key(label text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(socpolicy.fold_text(label), ' ?/ ?', '/', 'g');

COMMENT ON FUNCTION _unit_key(text) IS
    'Khóa so khớp của đơn vị tính: như fold_text, bỏ dấu cách quanh gạch chéo | matching key of a unit: fold_text, and no spaces around a slash';

/*
 * Matching key of a column header: letters and digits only, without
 * diacritics, since half of all headers are typed without; what stands in
 * brackets (a unit, a remark) does not count.
 */
CREATE OR REPLACE FUNCTION _header_key(header text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    translate(regexp_replace(
        normalize(regexp_replace(socpolicy.fold_text(header), '[(\[].*?[)\]]', ' ', 'g'), NFD),
        '[\u0300-\u036f]', '', 'g'), 'đ', 'd'),
    '[^a-z0-9]+', ' ', 'g'));

COMMENT ON FUNCTION _header_key(text) IS
    'Khóa so khớp của tiêu đề cột: không dấu, bỏ phần trong ngoặc | matching key of a column header: no diacritics, nothing in brackets';

/*
 * What people may have meant.  Two measures, both over sets: codes that
 * become equal when a character is left out of one or both, and the share of
 * common trigrams.  What a spreadsheet does to a code (4,1 for 4.1, no
 * leading zeros) and O for 0, l for 1 comes first.
 */
CREATE OR REPLACE FUNCTION _code_key(code text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ltrim(rtrim(translate(socpolicy.fold_text(code), ',ol ', '.01'), '.'), '0');

COMMENT ON FUNCTION _code_key(text) IS
    'Mã bỏ qua các lỗi gõ thường gặp: phẩy thay chấm, O thay 0, l thay 1, mất số 0 đầu | a code without the usual slips: comma for dot, O for 0, l for 1, lost leading zeros';
