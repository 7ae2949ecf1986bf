//! Every call and result shape of every provider, both directions, and what is no reply.

mod ended;
mod lists;
mod results;
mod shapes;
