namespace Negotiations.Json;

/// <summary>What keeps a JSON text from being read, in words for the one who sent it.</summary>
/// <param name="Type">A stable name: unknown-member, missing-member, null-member, duplicate-member, wrong-type,
/// unknown-value, unknown-event-type, not-edtf, not-text.</param>
/// <param name="At">Where, as a JSON Pointer (RFC 6901); empty for the whole text.</param>
/// <param name="Detail">One sentence that names the value and what is accepted.</param>
public sealed record JsonFault(string Type, string At, string Detail);

/// <summary>Either what was read or why it could not be.</summary>
public readonly struct Reading<T>
    where T : class
{
    private Reading(T? value, JsonFault? fault) => (Value, Fault) = (value, fault);

    public T? Value { get; }

    public JsonFault? Fault { get; }

    public static implicit operator Reading<T>(T value) => new(value, null);

    public static implicit operator Reading<T>(JsonFault fault) => new(null, fault);
}
