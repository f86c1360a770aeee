using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Actors;

/// <summary>A monitor registers an actor, or changes what is registered.</summary>
/// <param name="Code">Of the actor.</param>
/// <param name="Event">With its event id.</param>
public sealed record ChangeActor(string Code, ActorEvent Event)
{
    private const int MaxNames = 100;
    private const int MaxNameLength = 300;
    private const int MaxIdLength = 100;
    private const int LastYear = 9999;

    /// <param name="request">What is asked.</param>
    /// <param name="actor">What is recorded of this actor.</param>
    /// <param name="registry">All actors, this one as <paramref name="actor"/> has it.</param>
    /// <param name="today">The latest calendar day anywhere on Earth.</param>
    public static ActorDecision Decide(ChangeActor request, ActorRecord actor, ActorRegistry registry, DateOnly today)
    {
        var @event = request.Event;
        if (!ActorCode.IsCode(request.Code))
            return ActorCode.Refuse(request.Code, "/code");

        if (actor.Events.FirstOrDefault(each => each.EventId == @event.EventId) is { } known)
            return Says(known, @event) ? new ActorDecision.AlreadyRecorded() : Taken(@event);

        if (string.IsNullOrWhiteSpace(@event.Reason))
            return Refusal.Invalid("reason-missing", "Say why the registry changes, as 'reason'.", "/reason");

        if (EventRules.Check(@event, today) is { } broken)
            return broken;

        var current = actor.Actor();
        if (@event is ActorRegistered registered)
            return current is null ? Register(request.Code, registered, registry) : AlreadyKnown(request.Code, current);

        if (current is null)
            return UnknownActor.Missing(request.Code, registry);

        return @event switch
        {
            ActorUnmerged unmerged => Unmerge(unmerged, actor, current),
            _ when current.MergedInto is { } into => Merged(current, into),
            ActorRenamed renamed => CheckNames(request.Code, renamed.Names.Values, registry)
                ?? CheckBorrowed(current, renamed.Names.Values, registry)
                ?? CheckLanguages(renamed.Names)
                ?? Accept(),
            ActorMerged merged => Merge(current, merged, registry),
            ActorSucceeded succeeded => ActorSuccession.Decide(current, succeeded, registry),
            ActorSuccessionUndone undone => ActorSuccession.Undo(undone, actor, registry),
            _ => Accept(),
        };
    }

    private static ActorDecision Accept() => new ActorDecision.Accepted();

    private static ActorDecision Register(string code, ActorRegistered registered, ActorRegistry registry)
    {
        if (registry.Meant(code, year: null) is [var named, ..])
            return AlreadyKnown(code, named);

        string[] names =
        [
            .. registered.Names.Values,
            .. registered.OtherNames ?? [],
            .. registered.FormerNames ?? [],
            .. registered.Abbreviations ?? [],
        ];
        foreach (var (index, relation) in (registered.Relations ?? []).Index())
            if (registry.At(relation.To) is null)
                return UnknownActor.Refuse(relation.To, registry, $"/relations/{index}/to");

        return CheckLanguages(registered.Names)
            ?? CheckNames(code, names, registry)
            ?? CheckIds(registered.Ids ?? [], registry)
            ?? Accept();
    }

    // A code that two actors had would name neither, and so would one that is written as another's name. Numbers of the
    // past may be shared: they bear the years they meant each.
    private static ActorDecision? CheckIds(IReadOnlyList<ActorIdentifier> ids, ActorRegistry registry)
    {
        foreach (var (index, id) in ids.Index())
        {
            if (
                id is not { Scheme.Length: > 0 and <= MaxIdLength, Id.Length: > 0 and <= MaxIdLength }
                || id.Scheme.Contains(':', StringComparison.Ordinal)
                || id.Since > id.Until
                || id.Since is < 0 or > LastYear
                || id.Until is < 0 or > LastYear
            )
                return Refusal.Invalid(
                    "bad-identifier",
                    $"'{Slug.Clip($"{id.Scheme}:{id.Id}")}' cannot be an identifier: scheme and id take 1 to "
                        + $"{MaxIdLength} characters, a scheme has no colon, and 'since' and 'until' are years from 0 "
                        + $"to {LastYear} in that order.",
                    $"/ids/{index}"
                );

            if (registry.HolderOf(id) is { } holder)
                return AlreadyNames(
                    $"{id.Scheme}:{id.Id}",
                    holder,
                    "Use that code, or leave the identifier out.",
                    $"/ids/{index}"
                );
        }

        return null;
    }

    private static ActorDecision? CheckLanguages(IReadOnlyDictionary<string, string> names)
    {
        if (names.Count == 0)
            return Refusal.Invalid(
                "name-missing",
                $"An actor needs at least one name, in {LanguageCodes.Sentence}.",
                "/names"
            );

        return names.Keys.FirstOrDefault(language => !LanguageCodes.All.Contains(language)) is { } other
            ? Refusal.Invalid(
                "unknown-language",
                $"'{Slug.Clip(other)}' is no language of these names. Use {LanguageCodes.Sentence}; "
                    + "put other names under otherNames.",
                "/names"
            )
            : (ActorDecision?)null;
    }

    private static ActorDecision? CheckNames(string code, IEnumerable<string> names, ActorRegistry registry)
    {
        var all = names.ToList();
        if (all.Count > MaxNames)
            return Refusal.Invalid(
                "too-many-names",
                $"An actor takes at most {MaxNames} names, and this one has {all.Count}.",
                "/names"
            );

        foreach (var name in all)
        {
            if (ActorNameKey.Of(name).Length == 0 || name.Length > MaxNameLength)
                return Refusal.Invalid(
                    "bad-name",
                    $"'{Slug.Clip(name)}' cannot be a name: it needs a letter or digit, "
                        + $"and at most {MaxNameLength} characters.",
                    "/names"
                );

            if (name.Contains(Redaction.Mark, StringComparison.OrdinalIgnoreCase))
                return Refusal.Invalid(
                    "bad-name",
                    $"'{Slug.Clip(name)}' cannot be a name: {Redaction.Mark} stands where a name was erased.",
                    "/names"
                );

            if (ActorNameText.Fault(name) is { } fault)
                return Refusal.Invalid(
                    "bad-name",
                    $"'{Slug.Clip(name)}' cannot be a name: {fault}. Type it again.",
                    "/names"
                );

            if (registry.Meant(name, year: null).FirstOrDefault(each => each.Code != code) is { } other)
                return AlreadyNames(name, other, "Use that code, or a name of its own.", "/names");
        }

        return null;
    }

    // An un-merge gives back what was taken: a name that both bore afterwards would name neither.
    private static ActorDecision? CheckBorrowed(KnownActor current, IEnumerable<string> names, ActorRegistry registry)
    {
        foreach (var name in names)
            if (registry.Entries(name).FirstOrDefault(each => each.Code != current.Code) is { } merged)
                return new Refusal(
                    RefusalKind.Conflict,
                    "actor-known",
                    $"'{Slug.Clip(name)}' is a name of {merged.Code}, which is merged into {current.Code} and bears it "
                        + "again when the merge is undone. Choose another name, or undo the merge and merge "
                        + $"{current.Code} into {merged.Code}: then that name stands.",
                    "/names"
                );

        return null;
    }

    private static ActorDecision Merge(KnownActor current, ActorMerged merged, ActorRegistry registry)
    {
        if (registry.At(merged.Into) is not { } into)
            return UnknownActor.Refuse(merged.Into, registry, "/into");

        if (registry.Current(into).Code == current.Code)
            return Refusal.Invalid(
                "merge-into-itself",
                $"{current.Code} cannot be merged into {merged.Into}: that is {current.Code} itself.",
                "/into"
            );

        return into.MergedInto is { } other
            ? Merged(into, other)
            : ActorSuccession.CheckMerge(current, into, registry) ?? Accept();
    }

    private static ActorDecision Unmerge(ActorUnmerged unmerged, ActorRecord actor, KnownActor current)
    {
        if (current.MergedInto is null)
            return new Refusal(
                RefusalKind.Conflict,
                "not-merged",
                $"{current.Code} is not merged into another actor.",
                "/merge"
            );

        return actor.Actor()!.MergedInto != actor.With(unmerged).Actor()!.MergedInto
            ? Accept()
            : new Refusal(
                RefusalKind.Missing,
                "merge-not-found",
                $"{unmerged.Merge} is not the event that merged {current.Code} into {current.MergedInto}.",
                "/merge"
            );
    }

    private static Refusal AlreadyKnown(string code, KnownActor known) =>
        AlreadyNames(code, known, "Use that code.", "/code");

    private static Refusal AlreadyNames(string text, KnownActor known, string remedy, string at) =>
        new(
            RefusalKind.Conflict,
            "actor-known",
            $"'{Slug.Clip(text)}' already names {known.Code} ({known.NameIn("en")}). {remedy}",
            at
        );

    private static Refusal Merged(KnownActor actor, string into) =>
        new(
            RefusalKind.Conflict,
            "actor-merged",
            $"{actor.Code} is merged into {into}. Change {into}, or undo the merge with actor-unmerged.",
            "/code"
        );

    private static Refusal Taken(ActorEvent @event) =>
        new(
            RefusalKind.Conflict,
            "event-id-taken",
            $"Another event is recorded as {@event.EventId}. Use another eventId.",
            "/eventId"
        );

    // What was erased can no longer be compared: its id says which event it was.
    private static bool Says(ActorEvent known, ActorEvent again) =>
        (known.Reason == Redaction.Mark && known.GetType() == again.GetType())
        || JsonElement.DeepEquals(
            JsonSerializer.SerializeToElement(known, EventJson.Options),
            JsonSerializer.SerializeToElement(again, EventJson.Options)
        );
}
