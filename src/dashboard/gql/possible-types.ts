/** The object types of each interface and union, for the cache of Apollo Client. */
export const possibleTypes = {
  "Error": [
    "AuthenticationError",
    "PermissionError",
    "InvalidRequestError",
    "NotFoundError",
    "RateLimitError",
    "RetentionError",
    "TimeoutError",
    "UnavailableError",
    "CallBudgetError"
  ],
  "Node": [
    "Provider",
    "Task",
    "UrlDetail"
  ],
  "Status": [
    "Processing",
    "Succeeded",
    "PartiallySucceeded",
    "Failed",
    "TimedOut",
    "Canceled",
    "Invalid",
    "UnknownStatus"
  ],
  "TaskStatus": [
    "Processing",
    "Succeeded",
    "PartiallySucceeded",
    "Failed",
    "TimedOut",
    "Canceled",
    "Invalid",
    "UnknownStatus"
  ],
  "TaskResult": [
    "Task",
    "AuthenticationError",
    "PermissionError",
    "InvalidRequestError",
    "NotFoundError",
    "RateLimitError",
    "RetentionError",
    "TimeoutError",
    "UnavailableError",
    "CallBudgetError"
  ]
};
