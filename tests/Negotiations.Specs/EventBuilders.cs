using System.Security.Cryptography;
using System.Text;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Specs;

/// <summary>Words that build an event in a sentence: what, on which day, by whom.</summary>
internal static class EventBuilders
{
    public static readonly Source AkiPress = new() { Publisher = "AKIpress" };

    /// <summary>The same id for the same name, in every run.</summary>
    public static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public static T Named<T>(this T @event, string name)
        where T : Event => (T)(@event with { EventId = Id(name) });

    public static T On<T>(this T @event, string occurred)
        where T : Event => (T)(@event with { Occurred = Edtf.Parse(occurred) });

    public static T By<T>(this T @event, string publisher, string? published = null)
        where T : Event =>
        (T)(
            @event with
            {
                Sources =
                [
                    .. @event.Sources,
                    new Source { Publisher = publisher, Published = published is null ? null : Edtf.Parse(published) },
                ],
            }
        );

    public static T In<T>(this T @event, string place)
        where T : Event => (T)(@event with { Place = new Place { Name = place } });

    public static T With<T>(this T @event, params Actor[] actors)
        where T : Event => (T)(@event with { Actors = actors });

    /// <summary>With an id and a source where it has none: in most stories neither matters.</summary>
    public static Event Complete(this Event @event, string name) =>
        @event with
        {
            EventId = @event.EventId ?? Id(name),
            Sources = @event.Sources.Count == 0 ? [AkiPress] : @event.Sources,
        };

    public static Actor As(this string code, ActorRole role) => new() { Id = code, Role = role };

    /// <summary>A bare figure, as most reports print it.</summary>
    public static Quantity Exactly(decimal figure) => new() { Qualifier = Qualifier.Exact, Best = figure };

    public static Quantity AtLeast(decimal figure) => new() { Qualifier = Qualifier.AtLeast, Low = figure };

    public static Quantity Words(string text, Qualifier qualifier) => new() { Text = text, Qualifier = qualifier };
}
