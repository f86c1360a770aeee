using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Forms;
using Negotiations.Dashboard.Pages;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Dashboard.Routes;

/// <summary>
/// From a press item to an event: a form, what recording it would do, and the recording, by the same rules and the
/// same one path as the API.
/// </summary>
internal sealed class ReportRoute(
    Recorder recorder,
    NegotiationReader reader,
    DatabaseClock clock,
    FormSender sender,
    ActorDirectory actors,
    ElsewhereReader elsewhere
)
{
    private const int MostLatest = 25;

    public static Task<IResult> ShowAsync(string id, HttpContext context, ReportRoute route) =>
        route.ShowAsync(id, context);

    public static Task<IResult> TakeAsync(string id, HttpContext context, ReportRoute route) =>
        route.TakeAsync(id, context);

    private async Task<IResult> ShowAsync(string id, HttpContext context)
    {
        var (model, problem) = await BeginAsync(id, new Query(context.Request.Query), context.RequestAborted);
        return problem ?? PageAnswer.Page<ReportPage>(PageContext.Of(context), model);
    }

    private async Task<IResult> TakeAsync(string id, HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return SignIn.Expired("This address takes the form it shows. Load its page and send that.");

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var notice = await sender.CheckAsync(form, context);
        var page = PageContext.Of(context);
        var (begun, problem) = await BeginAsync(id, new Query(context.Request.Query), context.RequestAborted);
        if (problem is not null)
            return problem;

        var model = begun! with { Typed = FormInput.Of(form), Notice = notice, Form = FormState.Of(form, begun.Form) };
        if (notice != FormNotice.None || model.Type is null)
            return Again(page, model, FormSender.StatusOf(notice));

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        model = await CheckAsync(model, negotiation, page);
        if (model.Check is not { } check)
            return Again(page, model, StatusCodes.Status422UnprocessableEntity);

        // Nothing is recorded that was not shown: a form that was changed after its check is checked once more.
        var seen = FormState.SeenOf(check.Event, model.Negotiation);
        if (form["step"] != "record" || model.Form.Seen != seen)
            return Again(
                page,
                model with
                {
                    Form = model.Form with { Seen = seen, Version = negotiation.Version },
                },
                StatusCodes.Status200OK
            );

        return await RecordAsync(model, check.Event, context, page);
    }

    private async Task<IResult> RecordAsync(ReportModel model, Event reported, HttpContext context, PageContext page)
    {
        var request = new AppendEvents([reported], model.Form.Version);
        var outcome = await recorder.RecordAsync(
            ElsewhereReader.Submit(request, model.Negotiation, [model.Form.EventId], context.User.Subject()),
            context.RequestAborted
        );
        if (outcome.Refusal is { Kind: RefusalKind.Stale })
        {
            var negotiation = await reader.ReadAsync(model.Negotiation, context.RequestAborted);
            var since = negotiation.Events.Skip((int)model.Form.Version).ToList();
            return Again(
                page,
                await CheckAsync(model, negotiation, page) with
                {
                    Notice = FormNotice.Stale,
                    Since = since,
                    Form = model.Form with { Version = negotiation.Version },
                },
                StatusCodes.Status409Conflict
            );
        }

        return outcome.Refusal is { } refusal
            ? Again(
                page,
                model with
                {
                    Check = null,
                    Faults = [RefusedField.Of(FieldAddress.Of(refusal.At), refusal, page.Words)],
                },
                StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.Redirect($"/negotiations/{model.Negotiation}/report?done={model.Form.EventId}");
    }

    private async Task<ReportModel> CheckAsync(ReportModel model, Negotiation negotiation, PageContext page)
    {
        var (reported, patch, faults) = Read(model, page);
        if (reported is null)
            return model with { Faults = faults };

        var request = await elsewhere.KnowingAsync(
            new AppendEvents([reported]),
            negotiation.Id,
            page.Context.RequestAborted
        );
        var (refusal, answer) = DryRun.Of(request, negotiation, clock);
        return refusal is null
            ? model with
            {
                Check = new ReportCheck(
                    reported,
                    answer!,
                    [.. ReportCheck.Alike(reported, negotiation).Where(each => each.EventId != model.Form.EventId)],
                    patch
                ),
            }
            : model with
            {
                Faults = [RefusedField.Of(FieldAddress.Of(refusal.At), refusal, page.Words)],
            };
    }

    private (Event? Reported, JsonObject? Patch, IReadOnlyList<FieldFault> Faults) Read(
        ReportModel model,
        PageContext page
    )
    {
        var read = new ReportReader(EventJson.TypesByName[model.Type!], model.Typed, page.Words, actors.Current);
        if (!model.IsCorrection)
            return (read.Read(model.Form.EventId, model.Target?.EventId), null, read.Faults);

        var ofTarget = new ReportReader(model.Standing!.GetType(), model.Typed, page.Words, actors.Current);
        var patch = ofTarget.ReadPatch((JsonObject)JsonSerializer.SerializeToNode(model.Standing, EventJson.Options)!);
        if (ofTarget.Faults.Count > 0)
            return (null, null, ofTarget.Faults);

        return patch.Count == 0
            ? (null, null, [new FieldFault("", page.Words["write.nothingChanged"], IsInReadersWords: true)])
            : (read.ReadCorrection(model.Form.EventId, model.Target!.EventId, patch), patch, read.Faults);
    }

    private async Task<(ReportModel? Model, IResult? Problem)> BeginAsync(
        string id,
        Query query,
        CancellationToken stop
    )
    {
        var type = query.Text("type");
        var (target, like, done) = (IdOf(query, "target"), IdOf(query, "like"), IdOf(query, "done"));
        if (
            type is not null
            && (!EventJson.TypesByName.TryGetValue(type, out var known) || known == typeof(NegotiationOpened))
        )
            query.Refuse("type", $"type={Slug.Clip(type)} is no type of event that is appended.", "unknown-value");

        if (query.Problem is { } problem)
            return (null, problem);

        var negotiation = await reader.ReadAsync(id, stop);
        if (negotiation.IsUnopened)
            return (null, Refusals.NotFound(id).ToResult());

        var about = target is { } sought ? negotiation.Find(sought) : null;
        var isAct = type is not null && typeof(Act).IsAssignableFrom(EventJson.TypesByName[type]);
        if ((isAct && about is null) || (target is not null && about is null))
            return (
                null,
                Refusals.Missing("target-not-found", $"target={target} is no event of '{negotiation.Id}'.").ToResult()
            );

        if (type == "event-corrected" && about is not { Event: Fact, Erased: null })
            return (
                null,
                Refusal
                    .Invalid(
                        "act-not-correctable",
                        $"{about!.EventId} is an act on the record or was erased, and is not corrected. "
                            + "Retract it and record another."
                    )
                    .ToResult()
            );

        var standing = about is null
            ? null
            : EffectiveSet.Of(negotiation.Events).FirstOrDefault(each => each.Id == about.EventId)?.Fact ?? about.Event;
        var typed =
            type == "event-corrected"
                ? FormInput.Of(
                    (JsonObject)JsonSerializer.SerializeToNode(standing, EventJson.Options)!,
                    ReportField.Of(standing!.GetType())
                )
            : like is { } other && negotiation.Find(other)?.Event is { } similar
                ? FormInput.Like((JsonObject)JsonSerializer.SerializeToNode(similar, EventJson.Options)!)
            : new FormInput(new Dictionary<string, string>());
        var title = StatusFold.Of(negotiation, Clocks.OfNow(clock.Now))?.Status.Title ?? id;
        return (
            new ReportModel(
                negotiation.Id,
                title,
                type,
                new FormState(Guid.NewGuid(), negotiation.Version, null),
                typed
            )
            {
                Target = about,
                Standing = standing,
                Latest = type is null ? [.. negotiation.Events.TakeLast(MostLatest).Reverse()] : [],
                Done = done is { } recorded ? negotiation.Find(recorded) : null,
            },
            null
        );
    }

    private static IResult Again(PageContext page, ReportModel model, int status) =>
        PageAnswer.Page<ReportPage>(page, model, status);

    private static Guid? IdOf(Query query, string name)
    {
        if (query.Text(name) is not { } text)
            return null;

        if (Guid.TryParse(text, out var id))
            return id;

        query.Refuse(name, $"{name}={Slug.Clip(text)} is not an event's id.");
        return null;
    }
}
