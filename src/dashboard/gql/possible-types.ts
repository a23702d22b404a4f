/** Which types each interface and union stands for: `possibleTypes` of Apollo Client's cache. */
export const possibleTypes: Record<string, string[]> = {
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
