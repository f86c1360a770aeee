using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Negotiations.Events;

/// <summary>
/// What the server itself records, on the stream <c>notices/{negotiation}</c>: no one reported it. It has a place in
/// the feed and moves no version of the negotiation.
/// </summary>
/// <remarks>A catalogue of its own beside that of <see cref="Event"/>: a negotiation takes none of these. The wire
/// names are frozen.</remarks>
[JsonPolymorphic(
    TypeDiscriminatorPropertyName = "type",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization
)]
[JsonDerivedType(typeof(NegotiationTurned), "negotiation-turned")]
[JsonDerivedType(typeof(ErasureRecorded), "erasure-recorded")]
public abstract record NoticeEvent : Event
{
    /// <summary>Before the id of the negotiation, in the name of the stream.</summary>
    public const string StreamPrefix = "notices/";

    /// <summary>The version of the negotiation that it is about.</summary>
    public required long OfVersion { get; init; }

    // The same on every node: what it is about is noticed once.
    internal static Guid IdOf(string about)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(StreamPrefix + about));

        // Version 8 of RFC 9562: made by a rule of its own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}

/// <summary>
/// Texts of an event are erased, by the author of this. It is recorded before they go: salts that are gone without it
/// were taken away.
/// </summary>
public sealed record ErasureRecorded : NoticeEvent
{
    /// <summary>In place of names: all data, of a leaf that binds them as a whole.</summary>
    public const string Everything = "";

    /// <summary>The event that is erased.</summary>
    public required Guid Target { get; init; }

    /// <summary>The names of the members that go, as the leaf has them: <c>/sources/0/title</c>.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Why. It names no one.</summary>
    public required string Reason { get; init; }

    /// <summary>Its own id, which follows from the event's: an event is erased once.</summary>
    public static Guid IdOf(Guid target) => IdOf($"erasures/{target:D}");

    /// <summary>It names no member: the leaf of the event binds them as a whole.</summary>
    public bool IsOfEverything() => Members.Contains(Everything);
}

/// <summary>
/// A day passed, and the view is another one though nothing was recorded: a truce ended, a planned day went by, a
/// series fell asleep. One for each such day.
/// </summary>
public sealed record NegotiationTurned : NoticeEvent
{
    /// <summary>The first day of the new view; it was recorded once this day had begun everywhere on Earth.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What of the view changed: a dotted path in the status, the weightiest of several.</summary>
    public required string Field { get; init; }

    /// <summary>Its value on the day before; null: it had none, or it is no code, day or list of codes.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>Its value from <see cref="Day"/> on; null likewise.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Ids of the events that decide it; the first of many.</summary>
    public required IReadOnlyList<Guid> Events { get; init; }

    /// <summary>The other fields that changed with it; null: none.</summary>
    public IReadOnlyList<TurnedField>? Also { get; init; }

    /// <summary>The version of the fold that found it. Another one may find another.</summary>
    public required int Fold { get; init; }

    /// <summary>Whether a field is among those that changed.</summary>
    public bool IsOf(string field) => Field == field || Also?.Any(each => each.Field == field) == true;
}

/// <summary>A further field of a view that turned.</summary>
/// <param name="Field">Dotted path in the status.</param>
/// <param name="Before">Its value on the day before; null: it had none.</param>
/// <param name="After">Its value from the day on; null: it has none.</param>
/// <param name="Events">Ids of the events that decide it; the first of many.</param>
public sealed record TurnedField(string Field, JsonElement? Before, JsonElement? After, IReadOnlyList<Guid> Events);
