//! The words of the API's reference.

use crate::web::text::texts;

texts! {
    API = "APIの手引き", "API reference";
    LEAD = "ページにあるものはすべて、同じ番地に .json を付けるとJSONで得られます。", "Whatever a page shows is had as JSON at the same address with .json behind it.";
    DOCUMENT = "プログラム用のOpenAPI 3.1の文書", "The OpenAPI 3.1 document, for programs";
    PROMISE = "項目と符号は増えることはあっても、名が変わったり消えたりはしません。知らない項目は読み飛ばし、知らない符号は other と同じに扱ってください。",
        "Fields and codes are added, never renamed or removed. Pass over fields that you do not know, and treat a code that you do not know like other.";
    PAGING_H = "続きを得る", "Paging";
    PAGING = "長い一覧は区切って返します。答えの next を、同じ番地に after として送ると続きが得られます。next が null なら、そこで終わりです。フィードの next_url は、番地そのものです。",
        "Long lists come in pieces. Send the answer's next as after to the same address for what follows; null was the end. The next_url of a feed is an address.";
    FRESH_H = "変わったときだけ得る", "Only what changed";
    FRESH = "読み取りの答えには必ずETagが付きます。次に If-None-Match でそれを送ると、変わっていなければ本文のない304が返ります。",
        "Every read carries an ETag. Send it back in If-None-Match, and what did not change is answered with 304 and no body.";
    WHO_H = "誰として尋ねるか", "Who asks";
    WHO = "この計算機だけに開いた事件簿では、何も要りません。ほかからも使える事件簿では、APIトークンを Authorization: Bearer … で送ります。",
        "A casebook that is open to its own machine only asks for nothing. One that is open to others takes an API token: Authorization: Bearer ….";
    RATE_H = "頻度", "Rate limits";
    RATE = "続けて尋ねすぎると429が返り、Retry-After に待つ秒数があります。", "Whoever asks too often is answered with 429, and Retry-After tells how many seconds to wait.";
    ERRORS_H = "誤り", "Errors";
    ERRORS = "誤りもJSONで、何を求めていて何があったかを述べます。", "Errors are JSON, too, and tell what was expected and what was found.";
    ADDRESSES = "番地", "Addresses";
    OBJECTS = "答えの形", "What answers look like";
    A_PAGE = "ページ", "as a page";
    PARAMETER = "引数", "Parameter";
    SHAPE = "形", "Shape";
    MEANING = "意味", "Meaning";
    FIELD = "項目", "Field";
    ANSWER = "答え", "Answer";
    REQUIRED = "必須", "required";
    OPTIONAL = "ないことがある", "may be absent";
    REDIRECT = "303 で次のページへ", "303, to the page that follows";
    AS_A_PAGE = "ページ (HTML)", "a page (HTML)";
    TRY = "開く", "Open";
    ANYBODY = "誰でも", "anybody";
}
