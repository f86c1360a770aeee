using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Events;

namespace Negotiations.Json;

/// <summary>
/// The one serializer setting of storage, HTTP, feeds and ledger: camelCase, kebab-case enums, absent instead of
/// null, and strict both ways.
/// </summary>
public static class EventJson
{
    /// <summary>
    /// Deep enough for a section's GeoJSON inside an array of events, shallow enough to stop a hostile body.
    /// </summary>
    public const int MaxDepth = 32;

    public static JsonSerializerOptions Options { get; } = CreateOptions();

    // What is stored was accepted once, and jsonb holds no member twice: looking for one again would be a third of
    // the work of every replay.
    private static readonly JsonSerializerOptions Stored = new(Options) { AllowDuplicateProperties = true };

    // Whatever is stored is shown, however deep it is.
    private static readonly JsonSerializerOptions Anything = new() { MaxDepth = 1000 };

    /// <summary>CLR type by wire name: <c>clash-reported</c>.</summary>
    public static FrozenDictionary<string, Type> TypesByName { get; } = ReadNames(typeof(Event));

    /// <summary>The same for events of the actor registry, which no negotiation takes.</summary>
    public static FrozenDictionary<string, Type> ActorTypesByName { get; } = ReadNames(typeof(ActorEvent));

    /// <summary>The same for what the server itself records of a negotiation.</summary>
    public static FrozenDictionary<string, Type> NoticeTypesByName { get; } = ReadNames(typeof(NoticeEvent));

    /// <summary>The same for all that a record holds.</summary>
    public static FrozenDictionary<string, Type> StoredTypes { get; } =
        TypesByName.Concat(ActorTypesByName).Concat(NoticeTypesByName).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> NamesByType = StoredTypes.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key
    );

    /// <summary>The frozen wire name of an event's type.</summary>
    public static string NameOf(Event @event) =>
        @event is Unreadable unreadable ? unreadable.StoredType : NamesByType[@event.GetType()];

    /// <inheritdoc cref="NameOf(Event)"/>
    public static string NameOf(Type eventType) => NamesByType[eventType];

    /// <summary>One event as it goes over the wire, its <c>type</c> first.</summary>
    public static byte[] Write(Event @event) =>
        @event switch
        {
            ActorEvent change => JsonSerializer.SerializeToUtf8Bytes(change, Options),
            NoticeEvent notice => JsonSerializer.SerializeToUtf8Bytes(notice, Options),
            _ => JsonSerializer.SerializeToUtf8Bytes(@event, Options),
        };

    /// <summary>The data of an event without what its row says in columns of its own: type and id.</summary>
    public static byte[] WriteData(Event @event) =>
        JsonSerializer.SerializeToUtf8Bytes(
            @event.EventId is null ? @event : @event with { EventId = null },
            @event.GetType(),
            Options
        );

    /// <summary>Reads what <see cref="WriteData"/> wrote.</summary>
    public static Event ReadData(string type, Guid id, ReadOnlySpan<byte> data) =>
        (Event)JsonSerializer.Deserialize(data, StoredTypes[type], Stored)! with
        {
            EventId = id,
        };

    /// <summary>
    /// As <see cref="ReadData"/>, for rows that this program may not have written: what cannot be read is stored as
    /// <see cref="Unreadable"/>.
    /// </summary>
    public static Event ReadStored(string type, Guid id, ReadOnlySpan<byte> data)
    {
        try
        {
            // A fact without its time was never taken; whatever left it so, no fold can place it.
            if (
                StoredTypes.TryGetValue(type, out var known)
                && (Event?)JsonSerializer.Deserialize(data, known, Stored) is { } read and not Fact { Occurred: null }
            )
                return read with { EventId = id };
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or NotSupportedException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or OverflowException
            )
        {
            // It becomes an unreadable one below.
        }

        return AsUnreadable(type, id, data);
    }

    /// <summary>A stored event of which something cannot be read.</summary>
    public static Event AsUnreadable(string type, Guid id, ReadOnlySpan<byte> data) =>
        new Unreadable(type, JsonSerializer.Deserialize<JsonElement>(data, Anything)) { EventId = id };

    /// <summary>An event as an answer shows it, its <c>type</c> first; an unreadable one as it was stored.</summary>
    public static JsonElement ToElement(Event @event) =>
        @event switch
        {
            Unreadable unreadable => unreadable.StoredData,
            ActorEvent change => JsonSerializer.SerializeToElement(change, Options),
            NoticeEvent notice => JsonSerializer.SerializeToElement(notice, Options),
            _ => JsonSerializer.SerializeToElement(@event, Options),
        };

    /// <summary>
    /// Reads one event with its <c>type</c>, or says what is wrong with it, where, and what is accepted instead.
    /// </summary>
    public static Reading<Event> Read(JsonElement element)
    {
        if (FindUnreadable(element) is { } fault)
            return fault;

        try
        {
            return element.Deserialize<Event>(Options)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            // The serializer's own message names our types; the slow walk finds the same fault in the reader's words.
            return JsonFaults.FindInEvent(element, TypesByName)
                ?? new JsonFault("wrong-type", "", "This is not an event this service can read.");
        }
    }

    /// <summary>Reads one event of the actor registry with its <c>type</c>.</summary>
    public static Reading<Event> ReadActorEvent(JsonElement element)
    {
        if (FindUnreadable(element) is { } fault)
            return fault;

        try
        {
            return element.Deserialize<ActorEvent>(Options)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return JsonFaults.FindInEvent(element, ActorTypesByName)
                ?? new JsonFault("wrong-type", "", "This is not an event of the actor registry.");
        }
    }

    /// <summary>Reads one event that a server recorded by itself, as an export has it.</summary>
    public static Reading<Event> ReadNotice(JsonElement element)
    {
        if (FindUnreadable(element) is { } fault)
            return fault;

        try
        {
            return element.Deserialize<NoticeEvent>(Options)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return JsonFaults.FindInEvent(element, NoticeTypesByName)
                ?? new JsonFault("wrong-type", "", "This is not a notice that a server records.");
        }
    }

    /// <summary>As <see cref="Read(JsonElement)"/> for an event whose type the endpoint already says.</summary>
    public static Reading<T> Read<T>(JsonElement element)
        where T : class
    {
        if (FindUnreadable(element) is { } fault)
            return fault;

        try
        {
            return element.Deserialize<T>(Options)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return JsonFaults.Find(element, Options.GetTypeInfo(typeof(T)))
                ?? new JsonFault("wrong-type", "", "This body does not have the form this service reads.");
        }
    }

    /// <summary>What no body may hold, whatever its type: nulls, what is no text, and figures that are lost when they
    /// are read.</summary>
    public static JsonFault? FindUnreadable(JsonElement element) =>
        InvalidUnicode.Find(element) ?? JsonFaults.FindNull(element) ?? LostFigures.Find(element);

    /// <summary>A member of an object that occurs twice in it, whatever is in the members themselves.</summary>
    public static JsonFault? FindTwice(JsonElement @object) => JsonFaults.FindTwice(@object);

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            AllowDuplicateProperties = false,
            // jsonb and many clients order members as they like, so `type` need not come first.
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            MaxDepth = MaxDepth,
            // Text of sources is mostly not ASCII. Pages never embed this JSON unescaped, and answers carry their own
            // content type.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.Converters.Add(new KebabEnumFactory());
        options.Converters.Add(new InstantConverter());
        options.MakeReadOnly();
        return options;
    }

    private static FrozenDictionary<string, Type> ReadNames(Type catalogue) =>
        catalogue
            .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
            .Cast<JsonDerivedTypeAttribute>()
            .ToFrozenDictionary(
                each => (string)each.TypeDiscriminator!,
                each => each.DerivedType,
                StringComparer.Ordinal
            );
}
