//! Every route of the edge, once: the 405s, the logs, the counters and `/openapi.json` go by this table.

/// A path and a method it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// `/v1/claims/{number}`; what stands in braces is any segment.
    pub path: &'static str,
}

const fn route(method: &'static str, path: &'static str) -> Route {
    Route { method, path }
}

/// A path without braces stands before those that would take it too.
pub const ROUTES: &[Route] = &[
    route("GET", "/v1/health"),
    route("GET", "/v1/shop"),
    route("POST", "/v1/orders/find"),
    route("POST", "/v1/solved"),
    route("POST", "/v1/claims"),
    route("POST", "/v1/claims/recover"),
    route("GET", "/v1/claims/{number}"),
    route("PUT", "/v1/claims/{number}/evidence/{n}"),
    route("GET", "/v1/claims/{number}/live"),
    route("GET", "/v1/claims/{number}/statement"),
    route("POST", "/v1/claims/{number}/messages"),
    route("POST", "/v1/claims/{number}/withdraw"),
    route("POST", "/v1/claims/{number}/accept"),
    route("POST", "/v1/claims/{number}/decline"),
    route("POST", "/v1/claims/{number}/counter"),
    route("POST", "/v1/claims/{number}/appointment"),
    route("POST", "/v1/claims/{number}/rating"),
    route("GET", "/v1/evidence/{token}"),
    route("POST", "/v1/backend/events"),
    route("GET", "/v1/backend/claims"),
    route("GET", "/v1/backend/claims/{number}"),
    route("DELETE", "/v1/backend/claims/{number}"),
    route("PUT", "/v1/backend/claims/{number}/files/{n}"),
    route("GET", "/v1/backend/dead"),
    route("POST", "/v1/backend/dead/replay"),
    route("POST", "/v1/backend/dead/{id}/replay"),
    route("POST", "/v1/backend/person/export"),
    route("POST", "/v1/backend/person/erase"),
    route("GET", "/v1/backend/metrics"),
    route("GET", "/openapi.json"),
    route("GET", "/policy.schema.json"),
    route("GET", "/widget.js"),
    route("GET", "/assets/{name}"),
    route("GET", "/policy"),
    route("GET", "/embed-check"),
    route("GET", "/embed-check.json"),
    route("GET", "/track"),
    route("POST", "/track"),
    route("GET", "/track/{step}"),
    route("POST", "/track/{step}"),
    route("GET", "/claim"),
    route("POST", "/claim"),
    route("GET", "/claim/{step}"),
    route("POST", "/claim/{step}"),
];

/// The path of the table a request's path is of.
///
/// ```
/// use claims::wire::routes::path_of;
///
/// assert_eq!(path_of("/v1/claims/2222-2222-2222"), Some("/v1/claims/{number}"));
/// assert_eq!(path_of("/v1/claims/recover"), Some("/v1/claims/recover"));
/// assert_eq!(path_of("/v1/claims/"), None);
/// ```
#[must_use]
pub fn path_of(path: &str) -> Option<&'static str> {
    let found = ROUTES.iter().find(|route| matches(route.path, path));
    found.map(|route| route.path)
}

/// The methods a path of the table takes, as in `Allow`.
#[must_use]
pub fn methods_of(path: &str) -> Vec<&'static str> {
    let of_path = ROUTES.iter().filter(|route| route.path == path);
    of_path.map(|route| route.method).collect()
}

fn matches(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some(expected), Some(found)) => {
                let is_any = expected.starts_with('{') && !found.is_empty();
                if !is_any && expected != found {
                    return false;
                }
            }
            (Some(_), None) | (None, Some(_)) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_with_all_its_methods() {
        assert_eq!(methods_of("/claim"), ["GET", "POST"]);
        assert_eq!(methods_of("/v1/backend/claims/{number}"), ["GET", "DELETE"]);
        assert_eq!(
            path_of("/v1/claims/2222/evidence/1"),
            Some("/v1/claims/{number}/evidence/{n}")
        );
        for nothing in [
            "",
            "/",
            "/v1",
            "/v1/claims/2222/nothing",
            "/v1//claims",
            "/assets/",
        ] {
            assert_eq!(path_of(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn no_route_is_there_twice_or_hidden_by_one_before_it() {
        for (at, route) in ROUTES.iter().enumerate() {
            assert!(!ROUTES[at + 1..].contains(route), "{route:?}");
            assert_eq!(path_of(route.path), Some(route.path));
        }
    }
}
