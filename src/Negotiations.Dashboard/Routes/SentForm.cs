using Negotiations.Record;

namespace Negotiations.Dashboard.Routes;

/// <summary>A form that is sent is read before anything looks at it: one that cannot be read is the sender's mistake,
/// and is said to be one.</summary>
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
