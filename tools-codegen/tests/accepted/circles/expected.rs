__tt::toolset! {
    base_urls[],
    allow_http[],
    context[],
    session(context) Context = context,
    credentials[],
}
impl __tt::OpensAlone for Tools {
    fn open_alone(&self) -> Session {
        Self::session(self, Context {})
    }
}
__tt::if_http! {
    #[allow(dead_code, clippy::missing_errors_doc)]
    impl Session {
        /// Keeps a filter. Its parts hold each other in place, and through a list as well.
        pub async fn filter_requests(
            &self,
            arguments: &FilterRequests,
        ) -> __tt::Result<__tt::Response<__tt::Value>, __tt::CallError> {
            __tt::call(arguments, self).await
        }
    }
    __tt::calls! {
    }
}
__tt::exports! {
    Plain | Mcp | Anthropic {
        ("{\"type\":\"object\",\"properties\":{\"rules\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Rule\"}}},\"$defs\":{\"Rule\":{\"type\":\"object\",\"properties\":{\"test\":{\"allOf\":[{\"$ref\":\"#/$defs/Test\"},{\"description\":\"What to look at.\"}]}}},\"Test\":{\"type\":\"object\",\"properties\":{\"rate\":{\"$ref\":\"#/$defs/Rate\"},\"any\":{\"$ref\":\"#/$defs/Any\"},\"not\":{\"$ref\":\"#/$defs/Not\"}}},\"Not\":{\"type\":\"object\",\"properties\":{\"test\":{\"allOf\":[{\"$ref\":\"#/$defs/Test\"},{\"description\":\"What must not be.\"}]}}},\"Any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Test\"}}}},\"Rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"allOf\":[{\"$ref\":\"#/$defs/Test\"},{\"description\":\"Of which requests.\"}]}}}}}"),
    } Gemini {
        ("{\"type\":\"object\",\"properties\":{\"rules\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Rule\"}}},\"$defs\":{\"Rule\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What to look at.\",\"properties\":{\"rate\":{\"$ref\":\"#/$defs/Rate\"},\"any\":{\"$ref\":\"#/$defs/Any\"},\"not\":{\"$ref\":\"#/$defs/Not\"}}}}},\"Rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"$ref\":\"#/$defs/Rate\"},\"any\":{\"$ref\":\"#/$defs/Any\"},\"not\":{\"$ref\":\"#/$defs/Not\"}}}}},\"Any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Test\"}}}},\"Not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"$ref\":\"#/$defs/Rate\"},\"any\":{\"$ref\":\"#/$defs/Any\"},\"not\":{\"$ref\":\"#/$defs/Not\"}}}}},\"Test\":{\"type\":\"object\",\"properties\":{\"rate\":{\"$ref\":\"#/$defs/Rate\"},\"any\":{\"$ref\":\"#/$defs/Any\"},\"not\":{\"$ref\":\"#/$defs/Not\"}}}}}"),
    } GeminiLive {
        (""),
    } Ollama {
        (r#"{"type":"object","properties":{"rules":{"type":"array","items":{"type":"object","properties":{"test":{"type":"object","description":"What to look at.","properties":{"rate":{"type":"object","properties":{"within":{"type":"object","description":"Of which requests.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","properties":{"tests":{"type":"array","items":{"type":"object","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","properties":{"test":{"type":"object","description":"What must not be.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}}}}}},"not":{"type":"object","properties":{"test":{"type":"object","description":"What must not be.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","properties":{"tests":{"type":"array","items":{"type":"object","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}}}}},"any":{"type":"object","properties":{"tests":{"type":"array","items":{"type":"object","properties":{"rate":{"type":"object","properties":{"within":{"type":"object","description":"Of which requests.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","properties":{"test":{"type":"object","description":"What must not be.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}}}}},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","properties":{"test":{"type":"object","description":"What must not be.","properties":{"rate":{"type":"object","properties":{"within":{"type":"object","description":"Of which requests.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}}}}}},"not":{"type":"object","properties":{"test":{"type":"object","description":"What must not be.","properties":{"rate":{"type":"object","properties":{"within":{"type":"object","description":"Of which requests.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","properties":{"tests":{"type":"array","items":{"type":"object","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}},"not":{"type":"object","description":"Again of the form of `Not`"}}}}},"any":{"type":"object","properties":{"tests":{"type":"array","items":{"type":"object","properties":{"rate":{"type":"object","properties":{"within":{"type":"object","description":"Of which requests.","properties":{"rate":{"type":"object","description":"Again of the form of `Rate`"},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}},"any":{"type":"object","description":"Again of the form of `Any`"},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}},"not":{"type":"object","description":"Again of the form of `Not`"}}}}}}}}},"description":"a list, each item: an object with `test` (an object with `rate` (an object with `within` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object with `tests` (a list, each item: an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object with `test` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional); What must not be., optional), optional), optional), optional), `not` (an object with `test` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object with `tests` (a list, each item: an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional), optional), optional), `not` (an object; Again of the form of `Not`, optional); What must not be., optional), optional); Of which requests., optional), optional), `any` (an object with `tests` (a list, each item: an object with `rate` (an object with `within` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object with `test` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional); What must not be., optional), optional); Of which requests., optional), optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object with `test` (an object with `rate` (an object with `within` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional); Of which requests., optional), optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional); What must not be., optional), optional), optional), optional), `not` (an object with `test` (an object with `rate` (an object with `within` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object with `tests` (a list, each item: an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional), optional), optional), `not` (an object; Again of the form of `Not`, optional); Of which requests., optional), optional), `any` (an object with `tests` (a list, each item: an object with `rate` (an object with `within` (an object with `rate` (an object; Again of the form of `Rate`, optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional); Of which requests., optional), optional), `any` (an object; Again of the form of `Any`, optional), `not` (an object; Again of the form of `Not`, optional), optional), optional), `not` (an object; Again of the form of `Not`, optional); What must not be., optional), optional); What to look at., optional)"}}}"#),
    } Groq {
        ("{\"type\":\"object\",\"properties\":{\"rules\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/Rule\"}}},\"$defs\":{\"Rule\":{\"type\":\"object\",\"properties\":{\"test\":{\"anyOf\":[{\"allOf\":[{\"$ref\":\"#/$defs/Test\"},{\"description\":\"What to look at.\"}]},{\"type\":\"null\"}]}}},\"Test\":{\"type\":\"object\",\"properties\":{\"rate\":{\"anyOf\":[{\"$ref\":\"#/$defs/Rate\"},{\"type\":\"null\"}]},\"any\":{\"anyOf\":[{\"$ref\":\"#/$defs/Any\"},{\"type\":\"null\"}]},\"not\":{\"anyOf\":[{\"$ref\":\"#/$defs/Not\"},{\"type\":\"null\"}]}}},\"Not\":{\"type\":\"object\",\"properties\":{\"test\":{\"anyOf\":[{\"allOf\":[{\"$ref\":\"#/$defs/Test\"},{\"description\":\"What must not be.\"}]},{\"type\":\"null\"}]}}},\"Any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/Test\"}}}},\"Rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"anyOf\":[{\"allOf\":[{\"$ref\":\"#/$defs/Test\"},{\"description\":\"Of which requests.\"}]},{\"type\":\"null\"}]}}}}}"),
    } Xai {
        ("{\"type\":\"object\",\"properties\":{\"rules\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Rule\"}}},\"$defs\":{\"Rule\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What to look at.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}}}}"),
    } LocalGrammar {
        ("{\"type\":\"object\",\"properties\":{\"rules\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Rule_0eb6e0a6\"}}},\"$defs\":{\"Rule_0eb6e0a6\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What to look at.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"description\":\"Again of the form of `Test`\",\"additionalProperties\":true}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}},\"not\":{\"type\":\"object\",\"properties\":{\"test\":{\"type\":\"object\",\"description\":\"What must not be.\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"type\":\"object\",\"description\":\"Of which requests.\",\"properties\":{\"rate\":{\"type\":\"object\",\"description\":\"Again of the form of `Rate`\",\"additionalProperties\":true},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}},\"any\":{\"type\":\"object\",\"description\":\"Again of the form of `Any`\",\"additionalProperties\":true},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}},\"not\":{\"type\":\"object\",\"description\":\"Again of the form of `Not`\",\"additionalProperties\":true}}}}}}}}}}}}}}}"),
    } OpenAiStrict | AzureStrict {
        ("{\"type\":\"object\",\"properties\":{\"rules\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/Rule\"}}},\"required\":[\"rules\"],\"additionalProperties\":false,\"$defs\":{\"Rule\":{\"type\":\"object\",\"properties\":{\"test\":{\"description\":\"What to look at.\",\"anyOf\":[{\"type\":\"object\",\"properties\":{\"rate\":{\"anyOf\":[{\"$ref\":\"#/$defs/Rate\"},{\"type\":\"null\"}]},\"any\":{\"anyOf\":[{\"$ref\":\"#/$defs/Any\"},{\"type\":\"null\"}]},\"not\":{\"anyOf\":[{\"$ref\":\"#/$defs/Not\"},{\"type\":\"null\"}]}},\"required\":[\"rate\",\"any\",\"not\"],\"additionalProperties\":false},{\"type\":\"null\"}]}},\"required\":[\"test\"],\"additionalProperties\":false},\"Rate\":{\"type\":\"object\",\"properties\":{\"within\":{\"description\":\"Of which requests.\",\"anyOf\":[{\"type\":\"object\",\"properties\":{\"rate\":{\"anyOf\":[{\"$ref\":\"#/$defs/Rate\"},{\"type\":\"null\"}]},\"any\":{\"anyOf\":[{\"$ref\":\"#/$defs/Any\"},{\"type\":\"null\"}]},\"not\":{\"anyOf\":[{\"$ref\":\"#/$defs/Not\"},{\"type\":\"null\"}]}},\"required\":[\"rate\",\"any\",\"not\"],\"additionalProperties\":false},{\"type\":\"null\"}]}},\"required\":[\"within\"],\"additionalProperties\":false},\"Any\":{\"type\":\"object\",\"properties\":{\"tests\":{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/Test\"}}},\"required\":[\"tests\"],\"additionalProperties\":false},\"Not\":{\"type\":\"object\",\"properties\":{\"test\":{\"description\":\"What must not be.\",\"anyOf\":[{\"type\":\"object\",\"properties\":{\"rate\":{\"anyOf\":[{\"$ref\":\"#/$defs/Rate\"},{\"type\":\"null\"}]},\"any\":{\"anyOf\":[{\"$ref\":\"#/$defs/Any\"},{\"type\":\"null\"}]},\"not\":{\"anyOf\":[{\"$ref\":\"#/$defs/Not\"},{\"type\":\"null\"}]}},\"required\":[\"rate\",\"any\",\"not\"],\"additionalProperties\":false},{\"type\":\"null\"}]}},\"required\":[\"test\"],\"additionalProperties\":false},\"Test\":{\"type\":\"object\",\"properties\":{\"rate\":{\"anyOf\":[{\"$ref\":\"#/$defs/Rate\"},{\"type\":\"null\"}]},\"any\":{\"anyOf\":[{\"$ref\":\"#/$defs/Any\"},{\"type\":\"null\"}]},\"not\":{\"anyOf\":[{\"$ref\":\"#/$defs/Not\"},{\"type\":\"null\"}]}},\"required\":[\"rate\",\"any\",\"not\"],\"additionalProperties\":false}}}"),
    } DeepSeekStrict | AnthropicStrict {
        (),
    }
}
/// What your application knows of one conversation and a model cannot choose.
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct Context {}
__tt::nested! {
    Context {}
}
__tt::secrets! {
    #[doc = " The secrets that the tools use: none."][]
}
__tt::tool_call! {
    0 FilterRequests "filter_requests",
}
/// Keeps a filter. Its parts hold each other in place, and through a list as well.
///
/// `POST https://firewall.example/filters` (`tool.json`)
#[allow(dead_code, clippy::derive_partial_eq_without_eq)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct FilterRequests {
    /// `rules`
    pub rules: __tt::Option<__tt::Vec<filter_requests::Rule>>,
}
#[allow(dead_code, clippy::missing_const_for_fn)]
impl FilterRequests {
    /// No property is required: all are absent, or have their defaults. To set some of them: `FilterRequests { rules: .., ..FilterRequests::new() }`.
    #[must_use]
    pub fn new() -> Self {
        Self { rules: __tt::None }
    }
}
impl ::core::default::Default for FilterRequests {
    fn default() -> Self {
        Self::new()
    }
}
__tt::tool! {
    FilterRequests {
        0 optional rules "rules",
    }
}
impl __tt::Tool for FilterRequests {
    type Output = __tt::Value;
    type Toolset = Session;
    fn definition() -> __tt::Table {
        &__tt::Definition {
            name: "filter_requests",
            description: "Keeps a filter. Its parts hold each other in place, and through a list as well.",
            arguments: __tt::Schema {
                nodes: &[
                    __tt::Node::Object(&[("rules", 1)], &[]),
                    __tt::Node::Array(2),
                    __tt::Node::Rules(&[__tt::Rule::Ref(3)]),
                    __tt::Node::Object(&[("test", 4)], &[]),
                    __tt::Node::Rules(&[__tt::Rule::AllOf(&[5, 6])]),
                    __tt::Node::Rules(&[__tt::Rule::Ref(7)]),
                    __tt::Node::Any,
                    __tt::Node::Object(&[("rate", 8), ("any", 9), ("not", 10)], &[]),
                    __tt::Node::Rules(&[__tt::Rule::Ref(11)]),
                    __tt::Node::Rules(&[__tt::Rule::Ref(12)]),
                    __tt::Node::Rules(&[__tt::Rule::Ref(13)]),
                    __tt::Node::Object(&[("within", 14)], &[]),
                    __tt::Node::Object(&[("tests", 15)], &[]),
                    __tt::Node::Object(&[("test", 16)], &[]),
                    __tt::Node::Rules(&[__tt::Rule::AllOf(&[17, 18])]),
                    __tt::Node::Array(19),
                    __tt::Node::Rules(&[__tt::Rule::AllOf(&[20, 21])]),
                    __tt::Node::Rules(&[__tt::Rule::Ref(7)]),
                    __tt::Node::Any,
                    __tt::Node::Rules(&[__tt::Rule::Ref(7)]),
                    __tt::Node::Rules(&[__tt::Rule::Ref(7)]),
                    __tt::Node::Any,
                ],
            },
            checked_by_types: false,
            request: __tt::Template {
                method: "POST",
                origin: __tt::Origin::Fixed("https://firewall.example"),
                path: &[__tt::Part::Text("filters")],
                body: __tt::Body::Json {
                    content_type: "application/json",
                    value: __tt::JsonTemplate::Object(
                        &[("rules", __tt::JsonTemplate::Argument("rules"))],
                    ),
                },
                ..__tt::Template::EMPTY
            },
            settings: &__tt::usual::POST,
        }
    }
}
/// Types of [`FilterRequests`].
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub mod filter_requests {
    #[allow(unused_imports)]
    use super::__tt;
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::Rule`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Rule {
        /// `test`
        pub test: __tt::Option<RuleTest>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl Rule {
        /// No property is required: all are absent, or have their defaults. To set some of them: `Rule { test: .., ..Rule::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self { test: __tt::None }
        }
    }
    impl ::core::default::Default for Rule {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        Rule {
            0 optional test "test",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::RuleTest`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct RuleTest {
        /// `rate`
        pub rate: __tt::Option<Rate>,
        /// `any`
        pub any: __tt::Option<Any>,
        /// `not`
        pub not: __tt::Option<Not>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl RuleTest {
        /// No property is required: all are absent, or have their defaults. To set some of them: `RuleTest { rate: .., ..RuleTest::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self {
                rate: __tt::None,
                any: __tt::None,
                not: __tt::None,
            }
        }
    }
    impl ::core::default::Default for RuleTest {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        RuleTest {
            0 optional rate "rate",
            1 optional any "any",
            2 optional not "not",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::Rate`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Rate {
        /// `within`
        pub within: __tt::Option<RateWithin>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl Rate {
        /// No property is required: all are absent, or have their defaults. To set some of them: `Rate { within: .., ..Rate::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self { within: __tt::None }
        }
    }
    impl ::core::default::Default for Rate {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        Rate {
            0 optional within "within",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::RateWithin`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct RateWithin {
        /// `rate`
        pub rate: __tt::Option<__tt::Box<Rate>>,
        /// `any`
        pub any: __tt::Option<Any>,
        /// `not`
        pub not: __tt::Option<Not>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl RateWithin {
        /// No property is required: all are absent, or have their defaults. To set some of them: `RateWithin { rate: .., ..RateWithin::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self {
                rate: __tt::None,
                any: __tt::None,
                not: __tt::None,
            }
        }
    }
    impl ::core::default::Default for RateWithin {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        RateWithin {
            0 optional rate "rate",
            1 optional any "any",
            2 optional not "not",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::Any`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Any {
        /// `tests`
        pub tests: __tt::Option<__tt::Vec<Test>>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl Any {
        /// No property is required: all are absent, or have their defaults. To set some of them: `Any { tests: .., ..Any::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self { tests: __tt::None }
        }
    }
    impl ::core::default::Default for Any {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        Any {
            0 optional tests "tests",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::Test`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Test {
        /// `rate`
        pub rate: __tt::Option<Rate>,
        /// `any`
        pub any: __tt::Option<Any>,
        /// `not`
        pub not: __tt::Option<Not>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl Test {
        /// No property is required: all are absent, or have their defaults. To set some of them: `Test { rate: .., ..Test::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self {
                rate: __tt::None,
                any: __tt::None,
                not: __tt::None,
            }
        }
    }
    impl ::core::default::Default for Test {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        Test {
            0 optional rate "rate",
            1 optional any "any",
            2 optional not "not",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::Not`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct Not {
        /// `test`
        pub test: __tt::Option<NotTest>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl Not {
        /// No property is required: all are absent, or have their defaults. To set some of them: `Not { test: .., ..Not::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self { test: __tt::None }
        }
    }
    impl ::core::default::Default for Not {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        Not {
            0 optional test "test",
        }
    }
    /// An object of the arguments.
    ///
    /// Full path: `filter_requests::NotTest`.
    #[allow(dead_code, clippy::derive_partial_eq_without_eq)]
    #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
    pub struct NotTest {
        /// `rate`
        pub rate: __tt::Option<__tt::Box<Rate>>,
        /// `any`
        pub any: __tt::Option<Any>,
        /// `not`
        pub not: __tt::Option<__tt::Box<Not>>,
    }
    #[allow(dead_code, clippy::missing_const_for_fn)]
    impl NotTest {
        /// No property is required: all are absent, or have their defaults. To set some of them: `NotTest { rate: .., ..NotTest::new() }`.
        #[must_use]
        pub fn new() -> Self {
            Self {
                rate: __tt::None,
                any: __tt::None,
                not: __tt::None,
            }
        }
    }
    impl ::core::default::Default for NotTest {
        fn default() -> Self {
            Self::new()
        }
    }
    __tt::nested! {
        NotTest {
            0 optional rate "rate",
            1 optional any "any",
            2 optional not "not",
        }
    }
}
#[allow(ambiguous_glob_reexports, unused_imports)]
pub use self::filter_requests::*;
