using Negotiations.Actors;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Forms;
using Negotiations.Dashboard.Pages;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Values;
using Negotiations.Views;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Dashboard.Routes;

/// <summary>
/// A negotiation is opened on a page: a form, what it would begin with, and the recording, with the manners of every
/// other event.
/// </summary>
internal sealed class OpeningRoute(
    Recorder recorder,
    NegotiationReader reader,
    DatabaseClock clock,
    NegotiationList negotiations,
    FormSender sender,
    ActorDirectory actors
)
{
    private const string Type = "negotiation-opened";
    private const int MostAlike = 5;

    public static IResult Show(HttpContext context) => PageAnswer.Page<OpenPage>(PageContext.Of(context), Begin());

    public static Task<IResult> TakeAsync(HttpContext context, OpeningRoute route) => route.TakeAsync(context);

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return SignIn.Expired("This address takes the form it shows. Load its page and send that.");

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var notice = await sender.CheckAsync(form, context);
        var page = PageContext.Of(context);
        var begun = Begin();
        var model = begun with { Typed = FormInput.Of(form), Notice = notice, Form = FormState.Of(form, begun.Form) };
        if (notice != FormNotice.None)
            return Again(page, model, FormSender.StatusOf(notice));

        var (request, faults) = Read(model, page);
        if (request is null)
            return Again(page, model with { Faults = faults }, StatusCodes.Status422UnprocessableEntity);

        model = model with { Negotiation = request.Id };
        var (refusal, status) = DryRun.Of(request, await reader.ReadAsync(request.Id, context.RequestAborted), clock);
        if (refusal is not null)
            return Refused(page, model, refusal);

        var seen = FormState.SeenOf(request.Opened, request.Id);
        if (form["step"] != "record" || model.Form.Seen != seen)
            return Again(
                page,
                model with
                {
                    Opening = new OpeningCheck(
                        request.Opened,
                        status!,
                        await AlikeAsync(request, context.RequestAborted)
                    ),
                    Form = model.Form with { Seen = seen },
                },
                StatusCodes.Status200OK
            );

        var outcome = await recorder.RecordAsync(
            new AppendRequest(
                request.Id,
                (negotiation, today) => OpenNegotiation.Decide(request, negotiation, today),
                [model.Form.EventId],
                context.User.Subject()
            ),
            context.RequestAborted
        );
        return outcome.Refusal is { } late
            ? Refused(page, model, late)
            : TypedResults.Redirect($"/negotiations/{request.Id}/report?done={model.Form.EventId}");
    }

    private (OpenNegotiation? Request, IReadOnlyList<FieldFault> Faults) Read(ReportModel model, PageContext page)
    {
        var read = new ReportReader(typeof(NegotiationOpened), model.Typed, page.Words, actors.Current);
        if (read.Read(model.Form.EventId, null) is not NegotiationOpened opened)
            return (null, read.Faults);

        var chosen = model.Typed[FormInput.Own("id")];
        var id = chosen.Length > 0 ? chosen : TitleAddress.Of(opened.Title);
        return id.Length > 0
            ? (new OpenNegotiation(id, opened), [])
            : (null, [new FieldFault(FormInput.Own("id"), page.Words["open.idMissing"], IsInReadersWords: true)]);
    }

    // Open negotiations of the same parties about the same subject: perhaps it is one of them.
    private async Task<IReadOnlyList<Summary>> AlikeAsync(OpenNegotiation request, CancellationToken stop)
    {
        var parties = (request.Opened.Actors ?? [])
            .Where(actor => actor.Role is null or ActorRole.Party)
            .Select(actor => actor.Id)
            .ToList();
        if (parties.Count == 0)
            return [];

        var party = new AskedParty(parties[0], actors.Current.CodesOf(parties[0]));
        var query = ListQuery.Read(new Query([]), party, actors.Current) with
        {
            Subject = request.Opened.Subject,
            Limit = Query.MaxLimit,
        };
        return
        [
            .. (await negotiations.SummariesAsync(query, stop))
                .Select(each => each.Summary)
                .Where(each =>
                    each.Id != request.Id
                    && parties.TrueForAll(code => each.Parties.Any(other => actors.Current.IsSame(other.Id, code)))
                )
                .Take(MostAlike),
        ];
    }

    private static ReportModel Begin() =>
        new("", "", Type, new FormState(Guid.NewGuid(), 0, null), FormInput.WithParties(2));

    private static IResult Refused(PageContext page, ReportModel model, Refusal refusal) =>
        Again(
            page,
            model with
            {
                Faults = [RefusedField.Of(FieldAddress.Of(refusal.At), refusal, page.Words)],
            },
            refusal.Kind == RefusalKind.Conflict
                ? StatusCodes.Status409Conflict
                : StatusCodes.Status422UnprocessableEntity
        );

    private static IResult Again(PageContext page, ReportModel model, int status) =>
        PageAnswer.Page<OpenPage>(page, model, status);
}
