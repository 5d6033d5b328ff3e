"""The Korean and English sentence of every code that this package can give."""

from typing import Final

LANGUAGES: Final = ("ko", "en")

SHEET: Final[dict[str, tuple[str, str]]] = {
    "sheet.empty": (
        "파일이 비어 있습니다. 내용이 저장된 파일인지 확인한 뒤 다시 올려 주십시오.",
        "The file is empty. Check that it was saved with its contents and upload it again.",
    ),
    "sheet.no_rows": (
        "제목 행만 있고 자료 행이 없습니다. 제목 행 아래에 자료를 입력해 주십시오.",
        "There is a header row but no data. Enter the data below the header row.",
    ),
    "sheet.too_large": (
        "파일 크기가 {size:,}바이트로 한도 {limit:,}바이트를 넘습니다. 나누어 올려 주십시오.",
        "The file has {size:,} bytes, more than the limit of {limit:,}. Upload it in parts.",
    ),
    "sheet.too_many_rows": (
        (
            "{rows:,}행까지 값이 있어 한 번에 읽을 수 있는 {limit:,}행을 넘습니다. "
            "자료 아래의 빈 행을 지우거나 파일을 나누어 주십시오."
        ),
        (
            "There are values down to row {rows:,}, beyond the {limit:,} rows read at once. "
            "Delete stray rows below the data or split the file."
        ),
    ),
    "sheet.too_many_columns": (
        "{columns:,}열까지 값이 있어 한도 {limit:,}열을 넘습니다. 필요 없는 열을 지워 주십시오.",
        (
            "There are values up to column {columns:,}, beyond the limit of {limit:,}. "
            "Delete the columns that are not needed."
        ),
    ),
    "sheet.cell_too_long": (
        "{row:,}행에 {limit:,}자를 넘는 칸이 있습니다. 내용을 줄여 주십시오.",
        "A cell in row {row:,} holds more than {limit:,} characters. Shorten it.",
    ),
    "sheet.too_heavy": (
        (
            "파일을 여는 데 메모리가 지나치게 많이 필요합니다. "
            "필요한 행과 열만 새 파일에 값으로 복사하여 다시 올려 주십시오."
        ),
        (
            "Opening the file takes far too much memory. "
            "Copy only the rows and columns needed, as values, into a new file."
        ),
    ),
    "sheet.took_too_long": (
        (
            "파일을 읽는 시간이 한도를 넘었습니다. "
            "필요한 행과 열만 새 파일에 값으로 복사하여 다시 올려 주십시오."
        ),
        (
            "Reading the file took too long. "
            "Copy only the rows and columns needed, as values, into a new file."
        ),
    ),
    "sheet.compressed_too_far": (
        (
            "압축을 풀면 비정상적으로 커지는 파일이라 열지 않았습니다. "
            "엑셀에서 새 파일로 저장하여 다시 올려 주십시오."
        ),
        (
            "The file grows abnormally when unpacked, so it was not opened. "
            "Save it as a new file in Excel and upload that."
        ),
    ),
    "sheet.too_many_parts": (
        (
            "파일 안에 든 조각이 {parts:,}개로 한도 {limit:,}개를 넘습니다. "
            "그림과 개체를 지우고 다시 저장해 주십시오."
        ),
        (
            "The file is made of {parts:,} parts, more than the limit of {limit:,}. "
            "Remove pictures and objects and save it again."
        ),
    ),
    "sheet.nested_archive": (
        (
            "파일 안에 다른 압축 파일이 들어 있어 열지 않았습니다({part}). "
            "첨부된 개체를 지우고 다시 저장해 주십시오."
        ),
        (
            "The file holds another archive inside ({part}), so it was not opened. "
            "Remove embedded objects and save it again."
        ),
    ),
    "sheet.encrypted": (
        "암호가 걸린 파일입니다. 암호를 해제하여 저장한 뒤 다시 올려 주십시오.",
        "The file is protected by a password. Remove the password, save it and upload it again.",
    ),
    "sheet.web_page": (
        (
            "이름은 엑셀이지만 내용은 웹 페이지(HTML, XML)입니다. "
            "엑셀에서 열어 ‘Excel 통합 문서(.xlsx)’로 다시 저장해 주십시오."
        ),
        (
            "The contents are a web page (HTML, XML), whatever the file name says. "
            "Open it in Excel and save it as an Excel workbook (.xlsx)."
        ),
    ),
    "sheet.not_a_sheet": (
        "표 파일이 아닙니다. .xlsx, .xls, .ods, .csv, .tsv 파일을 올려 주십시오.",
        "This is not a spreadsheet. Upload an .xlsx, .xls, .ods, .csv or .tsv file.",
    ),
    "sheet.damaged": (
        "파일이 손상되어 열 수 없습니다. 엑셀에서 열어 다시 저장한 뒤 올려 주십시오.",
        "The file is damaged and cannot be opened. Open it in Excel, save it again and upload it.",
    ),
    "sheet.unknown_encoding": (
        "글자 인코딩을 알 수 없습니다. UTF-8 또는 CP949(ANSI)로 저장해 주십시오.",
        "The text encoding is unknown. Save the file as UTF-8 or CP949 (ANSI).",
    ),
    "sheet.broken_quotes": (
        "{row:,}번째 줄 부근의 큰따옴표가 짝이 맞지 않습니다. 따옴표를 고쳐 주십시오.",
        "The quotation marks near line {row:,} do not match. Correct them.",
    ),
    "sheet.no_such_sheet": (
        "‘{sheet}’ 시트가 없습니다. 있는 시트: {available}.",
        "There is no sheet named “{sheet}”. The sheets are: {available}.",
    ),
    "sheet.missing_columns": (
        "필요한 열을 찾지 못했습니다: {columns}. 제목 행을 확인하거나 열을 직접 지정해 주십시오.",
        "Required columns were not found: {columns_en}. Check the header row or choose them.",
    ),
    "sheet.text_too_long": (
        (
            "‘{heading}’ 열의 {row:,}번째 자료가 한 칸의 한도 {limit:,}자를 넘어 "
            "파일로 만들 수 없습니다. 내용을 줄여 주십시오."
        ),
        (
            "Entry {row:,} of the column “{heading}” exceeds the {limit:,} characters one cell "
            "can hold. Shorten it."
        ),
    ),
}

CELL: Final[dict[str, tuple[str, str]]] = {
    "cell.required": (
        "값이 비어 있습니다. 반드시 입력해 주십시오.",
        "The value is missing. Please enter it.",
    ),
    "cell.error": (
        "수식 오류 {error} 값입니다. 수식을 고치거나 값을 직접 입력해 주십시오.",
        "The cell holds the formula error {error}. Correct the formula or type the value.",
    ),
    "cell.too_long": (
        "{length:,}자로 한도 {limit:,}자를 넘습니다. 내용을 줄여 주십시오.",
        "It has {length:,} characters, more than {limit:,}. Shorten it.",
    ),
    "cell.not_an_integer": (
        "‘{value}’ 값은 정수가 아닙니다. 숫자만 입력해 주십시오.",
        "“{value}” is not a whole number. Enter digits only.",
    ),
    "cell.not_a_number": (
        "‘{value}’ 값은 숫자가 아닙니다. 숫자만 입력해 주십시오.",
        "“{value}” is not a number. Enter a number only.",
    ),
    "cell.too_small": (
        "{value} 값은 최솟값 {limit:,}보다 작습니다.",
        "{value} is less than the minimum of {limit:,}.",
    ),
    "cell.too_big": (
        "{value} 값은 최댓값 {limit:,}보다 큽니다.",
        "{value} is more than the maximum of {limit:,}.",
    ),
    "cell.not_money": (
        "‘{value}’ 값을 금액으로 읽을 수 없습니다. 예: 360000000, 3억 6,000만 원.",
        "“{value}” cannot be read as an amount. Examples: 360000000, 3억 6,000만 원.",
    ),
    "cell.not_a_date": (
        "‘{value}’ 값을 날짜로 읽을 수 없습니다. 예: 2023-11-22.",
        "“{value}” cannot be read as a date. Example: 2023-11-22.",
    ),
    "cell.not_a_time": (
        "‘{value}’ 값을 시각으로 읽을 수 없습니다. 예: 09:30.",
        "“{value}” cannot be read as a time. Example: 09:30.",
    ),
    "cell.not_a_choice": (
        "‘{value}’ 값은 고를 수 없습니다. 다음 가운데 하나를 입력해 주십시오: {choices}.",
        "“{value}” is not one of the choices. Enter one of: {choices}.",
    ),
    "cell.not_yes_or_no": (
        "‘{value}’ 값을 예/아니오로 읽을 수 없습니다. 예, 아니오, O, X 중 하나를 입력해 주십시오.",
        "“{value}” cannot be read as yes or no. Enter yes, no, O or X.",
    ),
    "cell.business_number_digits": (
        "‘{value}’ 값은 사업자등록번호 10자리가 아닙니다. 예: 124-81-00998.",
        "“{value}” is not a business registration number of 10 digits. Example: 124-81-00998.",
    ),
    "cell.business_number_check": (
        "‘{value}’ 값은 사업자등록번호 검증 숫자가 맞지 않습니다. 번호를 다시 확인해 주십시오.",
        "“{value}” fails the check digit of business registration numbers. Check the number.",
    ),
    "cell.business_number_zeros": (
        "‘{value}’ 값은 앞자리 0이 빠진 듯하여 ‘{proposed}’ 값으로 읽었습니다. 확인해 주십시오.",
        "“{value}” seems to lack its leading zeros and was read as {proposed}. Please confirm.",
    ),
    "row.duplicate": (
        "{first:,}행과 같은 자료입니다({value}). 하나만 남겨 주십시오.",
        "It repeats row {first:,} ({value}). Keep only one of them.",
    ),
    "row.duplicate_identity": (
        "{first:,}행과 식별자가 같습니다({value}). 복사한 행이면 식별자 칸을 비워 주십시오.",
        "It has the same identifier as row {first:,} ({value}). Clear it if the row was copied.",
    ),
}

SENTENCES: Final = SHEET | CELL


def sentence(code: str, params: dict[str, object], language: str) -> str:
    """Return the sentence of a code, in English when asked for and otherwise in Korean."""
    korean, english = SENTENCES[code]
    return (english if language.startswith("en") else korean).format(**params)
