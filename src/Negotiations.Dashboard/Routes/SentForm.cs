using Negotiations.Record;

namespace Negotiations.Dashboard.Routes;

/// <summary>Reads a posted form before anything else does, so that a form that cannot be read is answered as 400 and
/// not as 500.</summary>
internal static class SentForm
{
    /// <summary>A filter of page routes.</summary>
    public static async ValueTask<object?> ReadAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var context = invocation.HttpContext;
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
            return await next(invocation);

        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return new Refusal(
                RefusalKind.Unreadable,
                "form-unreadable",
                "This form cannot be read: it is cut off, has too many fields, or holds U+0000, which is no text. "
                    + "Load its page and send that."
            ).ToResult();
        }

        return await next(invocation);
    }
}
