using Negotiations.Json;

namespace Negotiations.Record;

/// <summary>
/// Why a request is not carried out: a value, not an exception, so that ten thousand imported rows can be refused
/// politely.
/// </summary>
/// <param name="Kind">What kind of no it is.</param>
/// <param name="Type">A stable name: the last part of the problem's address.</param>
/// <param name="Detail">One sentence with the offending values and, where there is one, the remedy.</param>
/// <param name="At">Where in the body, as a JSON Pointer; null when it is not about one place.</param>
public sealed record Refusal(RefusalKind Kind, string Type, string Detail, string? At = null)
{
    public static Refusal From(JsonFault fault) =>
        new(
            fault.Type == LostFigures.Code ? RefusalKind.Invalid : RefusalKind.Unreadable,
            fault.Type,
            fault.Detail,
            fault.At
        );

    public static Refusal Invalid(string type, string detail, string? at = null) =>
        new(RefusalKind.Invalid, type, detail, at);

    /// <summary>The same refusal for an event that is below a place in a larger body.</summary>
    public Refusal Under(string place) => this with { At = place + At };
}

public enum RefusalKind
{
    /// <summary>The JSON is malformed or does not fit the schema.</summary>
    Unreadable,

    /// <summary>It contradicts itself; resending cannot help.</summary>
    Invalid,

    /// <summary>The thing addressed does not exist.</summary>
    Missing,

    /// <summary>It was there once, or in another store: asking again cannot help.</summary>
    Gone,

    /// <summary>It contradicts what is recorded.</summary>
    Conflict,

    /// <summary>Someone recorded first: reload and decide again.</summary>
    Stale,
}
